-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create index orders_status on orders (status);
cluster orders using orders_status;
-- expect: vacuum-full-or-cluster at 3, error, ACCESS EXCLUSIVE on orders, rewrite
