-- given: create table customers (id bigint primary key, email text);
create table parts (id bigint primary key, customer_id bigint not null references customers (id));
create index parts_customer on parts (customer_id);
