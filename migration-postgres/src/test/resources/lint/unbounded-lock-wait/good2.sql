-- no limits
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
set lock_timeout = '1s';
alter table orders add column weight integer;
