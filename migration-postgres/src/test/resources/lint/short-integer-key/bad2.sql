create table parts (id serial primary key, name text);
-- expect: short-integer-key at 1, warning
