-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- refused
alter table orders set tablespace fast;
-- expect: set-tablespace at 3, error, ACCESS EXCLUSIVE on orders, rewrite
