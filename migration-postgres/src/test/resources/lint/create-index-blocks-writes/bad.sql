-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
create index orders_status on orders (status);
-- expect: create-index-blocks-writes at 2, error, SHARE on orders, index build
