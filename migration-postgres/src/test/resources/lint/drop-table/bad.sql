-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
drop table orders;
-- expect: drop-table at 2, error, ACCESS EXCLUSIVE on orders
