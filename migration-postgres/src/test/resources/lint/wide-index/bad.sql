-- upshift: no-transaction
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
create index concurrently orders_wide on orders (customer_id, status, note, total);
-- expect: wide-index at 3, advice, SHARE UPDATE EXCLUSIVE on orders, index build
