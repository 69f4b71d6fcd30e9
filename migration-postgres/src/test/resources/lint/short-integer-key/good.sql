create table parts (id bigint primary key, pieces integer);
