-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
begin;
alter table orders add column weight integer;
commit;
-- expect: transaction-control at 2, error
-- expect: transaction-control at 4, error
