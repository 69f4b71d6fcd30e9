-- given: create table parts (id bigint primary key, name text);
alter table parts alter column id add generated always as identity;
-- expect: add-identity at 2, warning, ACCESS EXCLUSIVE on parts
