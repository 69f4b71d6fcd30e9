-- given: create table parts (id bigint primary key, state text not null default 'new');
alter table parts alter column state drop default;
-- expect: drop-default at 2, warning, ACCESS EXCLUSIVE on parts
