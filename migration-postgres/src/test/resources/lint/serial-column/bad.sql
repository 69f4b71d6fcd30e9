create table parts (id bigserial primary key, name text);
-- expect: serial-column at 1, advice
