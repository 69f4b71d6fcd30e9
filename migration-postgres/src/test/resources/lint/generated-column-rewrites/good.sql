create table parts (id bigint generated always as identity primary key, price numeric, gross numeric generated always as (price * 1.2) stored);
