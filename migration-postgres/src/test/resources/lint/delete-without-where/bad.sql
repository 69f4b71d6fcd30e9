-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
delete from orders;
-- expect: delete-without-where at 2, error, ROW EXCLUSIVE on orders, row by row
