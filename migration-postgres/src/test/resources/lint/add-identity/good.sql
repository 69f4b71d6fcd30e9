create table parts (id bigint primary key, name text);
alter table parts alter column id add generated always as identity;
