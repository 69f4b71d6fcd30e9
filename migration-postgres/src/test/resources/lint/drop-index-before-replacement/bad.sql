-- upshift: no-transaction
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create index orders_status on orders (status);
drop index concurrently orders_status;
create index concurrently orders_status_id on orders (status, id);
-- expect: drop-index-before-replacement at 4, warning, SHARE UPDATE EXCLUSIVE on orders
