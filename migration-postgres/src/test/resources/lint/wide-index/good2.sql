-- upshift: no-transaction
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
create unique index concurrently orders_key on orders (customer_id, status, note, total);
