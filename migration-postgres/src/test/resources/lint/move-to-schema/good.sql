-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create schema shop;
alter table orders set schema shop;
create view orders as select * from shop.orders;
