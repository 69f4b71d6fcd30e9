-- given: create table parts (id int primary key);
alter table parts alter column id type bigint;
-- expect: alter-type-rewrites at 2, error, ACCESS EXCLUSIVE on parts, rewrite
