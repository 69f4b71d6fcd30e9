-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
do $$ begin if not exists (select from pg_roles where rolname = 'reader') then create role reader; end if; end $$;
drop role reader;
