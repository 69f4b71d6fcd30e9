-- upshift: no-transaction
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
vacuum (analyze) orders;
vacuum (full off) orders;
