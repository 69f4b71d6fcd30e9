create table copied (id bigint primary key);
insert into copied values (1);
update copied set id = 2 where id = 1;
