-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
truncate orders;
-- expect: truncate at 2, error, ACCESS EXCLUSIVE on orders
