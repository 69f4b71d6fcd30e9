create table parts (id bigint primary key, extra json);
-- expect: json-column at 1, warning
