create table parts (id bigint primary key, name text);
-- Nobody uses it yet.
create index parts_name on parts (name);
