-- upshift: description = Creates categories and products with their variants
-- upshift: version = 1.0.0, author = Mei Tanaka, date = 2024-02-01, owner = product-team
-- upshift: risk = low, estimated-duration = PT1S, impacted-tables = [categories, products, product_variants]
create table categories (
    id          uuid primary key default gen_random_uuid(),
    name        varchar(100) not null unique,
    description text,
    created_at  timestamptz  not null default current_timestamp
);

create table products (
    id          uuid primary key default gen_random_uuid(),
    category_id uuid references categories (id),
    name        varchar(255) not null,
    description text,
    status      varchar(20)  not null default 'ACTIVE',
    created_at  timestamptz  not null default current_timestamp,
    updated_at  timestamptz  not null default current_timestamp
);

create table product_variants (
    id         uuid primary key default gen_random_uuid(),
    product_id uuid           not null references products (id),
    sku        varchar(100)   not null unique,
    price      numeric(10, 2) not null check (price >= 0),
    currency   char(3)        not null default 'USD',
    created_at timestamptz    not null default current_timestamp
);
create index idx_product_variants_product_id on product_variants (product_id);
