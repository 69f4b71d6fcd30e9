-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders add constraint total_is_positive check (total >= 0);
-- expect: check-validates at 2, error, ACCESS EXCLUSIVE on orders, scan
