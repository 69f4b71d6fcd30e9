create table parts (id bigint primary key, name text, note text);
alter table parts drop column note;
