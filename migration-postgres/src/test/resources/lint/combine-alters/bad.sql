-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders alter column status set not null;
alter table orders alter column note set not null;
-- expect: set-not-null-scans at 2, error, ACCESS EXCLUSIVE on orders, scan
-- expect: set-not-null-scans at 3, error, ACCESS EXCLUSIVE on orders, scan
-- expect: work-under-lock at 3, warning, ACCESS EXCLUSIVE on orders, scan
-- expect: combine-alters at 3, advice, ACCESS EXCLUSIVE on orders, scan
