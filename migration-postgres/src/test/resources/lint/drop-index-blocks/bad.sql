-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create index orders_status on orders (status);
drop index orders_status;
-- expect: drop-index-blocks at 3, warning, ACCESS EXCLUSIVE on orders
