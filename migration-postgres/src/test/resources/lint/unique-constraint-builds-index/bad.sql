-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
alter table orders add constraint orders_note_key unique (note);
-- expect: unique-constraint-builds-index at 2, error, ACCESS EXCLUSIVE on orders, index build
