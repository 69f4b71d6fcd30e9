-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
create unique index on orders (lower(status), id) where id > 0;
-- expect: create-index-blocks-writes at 2, error, SHARE on orders, index build
