create table copied (id bigint primary key);
truncate copied;
