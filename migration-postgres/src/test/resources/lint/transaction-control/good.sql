-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
savepoint before;
alter table orders add column weight integer;
rollback to savepoint before;
