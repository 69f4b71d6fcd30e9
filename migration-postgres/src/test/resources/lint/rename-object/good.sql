-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create view open_orders as select id from orders;
alter view open_orders rename to unpaid;
create view open_orders as select * from unpaid;
