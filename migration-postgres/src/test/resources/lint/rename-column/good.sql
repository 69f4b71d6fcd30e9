create table parts (id bigint primary key, nme text);
alter table parts rename column nme to name;
