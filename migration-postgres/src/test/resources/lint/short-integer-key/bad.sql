create table parts (id integer primary key, name text);
-- expect: short-integer-key at 1, warning
