-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
do $$ begin execute 'alter table orders add column ' || 'weight' || ' integer'; end $$;
-- expect: opaque-statement at 2, advice
