-- on: unqualified-name
create table public.parts (id bigint primary key);
