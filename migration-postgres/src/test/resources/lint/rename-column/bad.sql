-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders rename column note to remark;
-- expect: rename-column at 2, error, ACCESS EXCLUSIVE on orders
