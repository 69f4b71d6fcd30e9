-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create function mine() returns int language sql stable as 'select 1';
alter table orders add column n int default coalesce(nullif(random(), 0), 1)::int;
-- expect: volatile-default-rewrites at 3, error, ACCESS EXCLUSIVE on orders, rewrite
