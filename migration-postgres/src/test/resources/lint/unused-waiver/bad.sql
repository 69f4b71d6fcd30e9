-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- upshift: allow = drop-table, because = "nobody reads it"
alter table orders add column weight integer;
-- expect: unused-waiver at 3, advice
