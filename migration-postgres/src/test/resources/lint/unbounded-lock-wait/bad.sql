set lock_timeout = 0;
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders add column weight integer;
-- expect: unbounded-lock-wait at 1, error
