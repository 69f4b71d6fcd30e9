\restrict x
set lock_timeout = 0;
create table customers (id bigint generated always as identity primary key, email varchar(80));
create table orders (
    id bigint generated always as identity primary key,
    customer_id bigint not null references customers (id) on delete cascade,
    status text not null default 'new',
    amount integer check (amount is null or amount between 0 and 1000000),
    note varchar(50),
    placed_at timestamptz not null default now());
create unique index customers_email on customers (lower(email), id);
create index orders_customer_id on orders (customer_id);
comment on column orders.note is 'written by the customer';
create view open_orders as select id, status from orders where status <> 'done';
grant select on open_orders to public;
create function touch() returns trigger language plpgsql as 'begin return new; end';
create trigger orders_touch before update on orders for each row execute function touch();
\unrestrict x
