-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders add column weight integer;
create index orders_status on orders (status);
-- expect: create-index-blocks-writes at 3, error, SHARE on orders, index build
-- expect: work-under-lock at 3, warning, ACCESS EXCLUSIVE on orders
