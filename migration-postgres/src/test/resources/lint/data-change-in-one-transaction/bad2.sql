-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create table customers (id bigint primary key, email text);
insert into customers select id, note from orders;
-- expect: data-change-in-one-transaction at 3, warning, ROW EXCLUSIVE on customers, row by row
