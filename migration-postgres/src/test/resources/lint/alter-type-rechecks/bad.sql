-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: alter table orders add constraint note_is_short check (length(note) < 10);
alter table orders alter column note type varchar(40);
-- expect: alter-type-rechecks at 3, error, ACCESS EXCLUSIVE on orders, scan
