-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create unique index orders_note_key on orders (note);
alter table orders add constraint orders_note_key unique using index orders_note_key;
