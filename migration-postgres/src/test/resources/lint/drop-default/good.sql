-- given: create table parts (id bigint primary key, state text not null default 'new');
alter table parts alter column state set default 'new';
-- expect: change-default at 2, advice, ACCESS EXCLUSIVE on parts
