create table parts (id bigint primary key, made timestamp(3) without time zone);
-- expect: timestamp-without-time-zone at 1, advice
