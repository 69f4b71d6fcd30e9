create table parts (id int, name text, primary key (id));
-- expect: short-integer-key at 1, warning
