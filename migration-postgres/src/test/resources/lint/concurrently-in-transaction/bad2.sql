-- refused
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create index orders_status on orders (status);
drop index concurrently orders_status;
-- expect: concurrently-in-transaction at 4, error
