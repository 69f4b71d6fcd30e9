create table copied (id bigint primary key);
delete from copied;
