-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create table customers (id bigint primary key, email text);
-- given: create index orders_customer on orders (customer_id);
alter table orders add constraint orders_customer_fk foreign key (customer_id) references customers (id);
-- expect: foreign-key-validates at 4, error, SHARE ROW EXCLUSIVE on orders, scan
