-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create view open_orders as select id from orders;
drop view open_orders cascade;
create view open_orders as select id, status from orders;
-- expect: drop-cascade at 3, error
