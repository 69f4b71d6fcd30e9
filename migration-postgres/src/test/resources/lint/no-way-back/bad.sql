-- one way
create table parts (id bigint primary key);
-- expect: no-way-back at 2, advice
