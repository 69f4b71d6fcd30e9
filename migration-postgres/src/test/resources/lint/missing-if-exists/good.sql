-- on: missing-if-exists
-- upshift: no-transaction
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create index orders_status on orders (status);
drop index concurrently if exists orders_status;
