-- upshift: description = Creates orders with their lines and their shipping and billing details
-- upshift: version = 1.0.0, author = Ana Silva, date = 2024-02-01, owner = order-team
-- upshift: risk = low, estimated-duration = PT1S, impacted-tables = [orders, order_lines, shipping_details, billing_details]
create table orders (
    id           uuid primary key default gen_random_uuid(),
    order_number varchar(30)    not null unique,
    customer_id  uuid           not null,
    status       varchar(20)    not null default 'PENDING',
    total_amount numeric(12, 2) not null,
    currency     char(3)        not null default 'USD',
    created_at   timestamptz    not null default current_timestamp,
    updated_at   timestamptz    not null default current_timestamp
);
create index idx_orders_customer_id on orders (customer_id);
create index idx_orders_created_at on orders (created_at);

create table order_lines (
    id           bigint generated always as identity primary key,
    order_id     uuid           not null references orders (id),
    sku          varchar(100)   not null,
    product_name varchar(255)   not null,
    quantity     integer        not null check (quantity > 0),
    unit_price   numeric(10, 2) not null
);
create index idx_order_lines_order_id on order_lines (order_id);

create table shipping_details (
    id              bigint generated always as identity primary key,
    order_id        uuid           not null references orders (id),
    recipient_name  varchar(200),
    phone           varchar(50),
    shipping_method varchar(50)    not null,
    shipping_speed  varchar(50)    not null default 'STANDARD',
    shipping_cost   decimal(10, 2) not null default 0,
    carrier         varchar(50)
);
create index idx_shipping_details_order_id on shipping_details (order_id);

create table billing_details (
    id             bigint generated always as identity primary key,
    order_id       uuid not null references orders (id),
    first_name     varchar(100),
    last_name      varchar(100),
    email          varchar(255),
    phone          varchar(50),
    street_address varchar(255),
    apartment      varchar(255),
    city           varchar(100),
    state          varchar(50),
    zip_code       varchar(20),
    country        varchar(50)
);
create index idx_billing_details_order_id on billing_details (order_id);
