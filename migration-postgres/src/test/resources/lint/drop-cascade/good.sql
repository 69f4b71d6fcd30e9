create table copied (id bigint primary key);
drop table copied cascade;
