create table parts (id bigint primary key, code char(8) not null);
-- expect: char-column at 1, advice
