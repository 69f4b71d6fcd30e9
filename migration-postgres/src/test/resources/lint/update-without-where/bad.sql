-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
update orders set status = 'open';
-- expect: update-without-where at 2, error, ROW EXCLUSIVE on orders, row by row
