-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: alter table orders add constraint total_is_positive check (total >= 0) not valid;
alter table orders validate constraint total_is_positive;
