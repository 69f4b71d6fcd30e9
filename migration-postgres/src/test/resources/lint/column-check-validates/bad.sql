-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders add column weight integer check (weight > 0);
-- expect: column-check-validates at 2, error, ACCESS EXCLUSIVE on orders, scan
