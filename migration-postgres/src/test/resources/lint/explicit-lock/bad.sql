-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
lock table orders in exclusive mode;
-- expect: explicit-lock at 2, warning, EXCLUSIVE on orders
