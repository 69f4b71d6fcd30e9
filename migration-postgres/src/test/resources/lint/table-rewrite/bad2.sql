-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: alter table orders set unlogged;
alter table orders set logged;
-- expect: table-rewrite at 3, error, ACCESS EXCLUSIVE on orders, rewrite
