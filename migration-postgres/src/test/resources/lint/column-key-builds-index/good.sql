-- upshift: no-transaction
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders add column code text;
create unique index concurrently orders_code_key on orders (code);
alter table orders add constraint orders_code_key unique using index orders_code_key;
