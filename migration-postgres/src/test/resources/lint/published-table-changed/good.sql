-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create table customers (id bigint primary key, email text);
-- given: create publication changes for table orders;
alter table customers add column phone text;
