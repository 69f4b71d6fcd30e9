-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders add column number bigserial;
-- expect: generated-column-rewrites at 2, error, ACCESS EXCLUSIVE on orders, rewrite
-- expect: serial-column at 2, advice, ACCESS EXCLUSIVE on orders, rewrite
