-- upshift: no-transaction
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders add column parent_id integer references orders;
create index concurrently orders_parent on orders (parent_id);
-- expect: foreign-key-type-mismatch at 3, warning, ACCESS EXCLUSIVE on orders
