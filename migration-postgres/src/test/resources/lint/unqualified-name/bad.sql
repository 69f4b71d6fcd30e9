-- on: unqualified-name
create table parts (id bigint primary key);
-- expect: unqualified-name at 2, warning
