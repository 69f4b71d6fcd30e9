-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders alter column note type varchar(10);
-- expect: alter-type-rewrites at 2, error, ACCESS EXCLUSIVE on orders, rewrite
-- expect: narrowing-type at 2, error, ACCESS EXCLUSIVE on orders, rewrite
