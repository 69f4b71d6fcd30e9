-- on: varchar-limit
create table parts (id bigint primary key, name varchar(50));
-- expect: varchar-limit at 2, warning
