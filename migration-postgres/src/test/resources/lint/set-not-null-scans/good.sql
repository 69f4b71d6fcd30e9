-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: alter table orders add constraint status_is_known check (status is not null);
alter table orders alter column status set not null;
alter table orders drop constraint status_is_known;
