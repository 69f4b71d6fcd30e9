-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders add column weight integer;
update orders set weight = 1 where weight is null;
-- expect: data-change-in-one-transaction at 3, warning, ROW EXCLUSIVE on orders, row by row
-- expect: schema-and-data-mixed at 3, warning, ROW EXCLUSIVE on orders, row by row
