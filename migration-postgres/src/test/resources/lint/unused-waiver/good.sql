-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- upshift: allow = drop-column, because = "nothing has read it since 1.4"
alter table orders drop column note;
-- expect: drop-column at 3, suppressed: nothing has read it since 1.4, ACCESS EXCLUSIVE on orders
