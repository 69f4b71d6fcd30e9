-- given: create table parts (id bigint, name text);
-- given: create unique index parts_pkey on parts (id);
alter table parts add constraint parts_pkey primary key using index parts_pkey;
-- expect: primary-key-on-nullable at 3, error, ACCESS EXCLUSIVE on parts, scan
