-- on: varchar-limit
create table parts (id bigint primary key, name varchar, code text);
