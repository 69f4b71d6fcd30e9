-- upshift: no-transaction
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
vacuum full orders;
-- expect: vacuum-full-or-cluster at 3, error, ACCESS EXCLUSIVE on orders, rewrite
