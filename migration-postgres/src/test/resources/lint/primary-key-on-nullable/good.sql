-- given: create table parts (id bigint not null, name text);
-- given: create unique index parts_pkey on parts (id);
alter table parts add constraint parts_pkey primary key using index parts_pkey;
