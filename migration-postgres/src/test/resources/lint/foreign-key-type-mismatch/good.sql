-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
create table parts (id bigint primary key, order_id bigint not null references orders (id));
create index parts_order on parts (order_id);
