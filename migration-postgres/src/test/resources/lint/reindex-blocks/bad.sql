-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
reindex table orders;
-- expect: reindex-blocks at 2, error, SHARE on orders, index build
