-- given: create table customers (id bigint primary key);
-- given: create table parts (id bigint primary key, customer_id bigint references customers (id));
drop table parts;
-- expect: drop-table at 3, error, ACCESS EXCLUSIVE on parts
-- expect: several-tables-locked at 3, warning, ACCESS EXCLUSIVE on customers
