create table parts (id bigint primary key, state text not null);
alter table parts alter column state drop not null;
