-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create publication changes for all tables;
alter table orders drop column note;
-- expect: drop-column at 3, error, ACCESS EXCLUSIVE on orders
-- expect: published-table-changed at 3, warning, ACCESS EXCLUSIVE on orders
