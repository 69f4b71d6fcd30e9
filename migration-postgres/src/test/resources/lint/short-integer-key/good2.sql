-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
create table parts (order_id bigint references orders (id), place integer, primary key (order_id, place));
