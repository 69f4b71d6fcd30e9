-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create table customers (id bigint primary key, email text);
alter table orders add constraint orders_customer_fk foreign key (customer_id) references customers (id) not valid;
-- expect: foreign-key-without-index at 3, warning, SHARE ROW EXCLUSIVE on orders
