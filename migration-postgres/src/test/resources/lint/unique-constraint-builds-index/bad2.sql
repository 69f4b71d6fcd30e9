-- given: create table parts (id bigint not null, name text);
alter table parts add primary key (id);
-- expect: unique-constraint-builds-index at 2, error, ACCESS EXCLUSIVE on parts, index build
