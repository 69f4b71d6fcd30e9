create table parts (id bigint primary key, code text not null, flag char(1));
