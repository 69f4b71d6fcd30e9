-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders add column seen timestamptz default clock_timestamp();
-- expect: volatile-default-rewrites at 2, error, ACCESS EXCLUSIVE on orders, rewrite
