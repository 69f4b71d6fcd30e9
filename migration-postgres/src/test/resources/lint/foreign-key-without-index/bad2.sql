-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
create table parts (id bigint primary key, order_id bigint references orders (id));
-- expect: foreign-key-without-index at 2, warning
