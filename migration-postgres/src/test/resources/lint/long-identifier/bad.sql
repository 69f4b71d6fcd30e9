-- upshift: no-transaction
-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
create index concurrently a_name_that_is_longer_than_postgresql_keeps_and_is_therefore_cut_off_here on orders (status);
-- expect: long-identifier at 3, warning
