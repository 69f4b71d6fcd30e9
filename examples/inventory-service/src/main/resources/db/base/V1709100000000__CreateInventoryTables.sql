-- upshift: description = Creates warehouses and items with their reservations and transactions and snapshots
-- upshift: version = 1.0.0, author = Femi Okoye, date = 2024-02-01, owner = inventory-team
-- upshift: risk = low, estimated-duration = PT1S
-- upshift: impacted-tables = [warehouses, inventory_items, inventory_reservations, stock_transactions, inventory_snapshots]
create table warehouses (
    id         uuid primary key default gen_random_uuid(),
    code       varchar(20)  not null unique,
    name       varchar(200) not null,
    city       varchar(100),
    country    varchar(50),
    created_at timestamptz  not null default current_timestamp
);

create table inventory_items (
    id           uuid primary key default gen_random_uuid(),
    sku          varchar(100) not null,
    name         varchar(255),
    warehouse_id uuid         not null references warehouses (id),
    quantity     integer      not null default 0 check (quantity >= 0),
    created_at   timestamptz  not null default current_timestamp,
    updated_at   timestamptz  not null default current_timestamp
);
create index idx_inventory_items_warehouse_id on inventory_items (warehouse_id);

create table inventory_reservations (
    id                uuid primary key default gen_random_uuid(),
    inventory_item_id uuid        not null references inventory_items (id),
    order_id          uuid        not null,
    quantity          integer     not null check (quantity > 0),
    status            varchar(20) not null default 'PENDING',
    expires_at        timestamptz,
    created_at        timestamptz not null default current_timestamp
);
create index idx_inventory_reservations_item_id on inventory_reservations (inventory_item_id);
create index idx_inventory_reservations_order_id on inventory_reservations (order_id);

create table stock_transactions (
    id                bigint generated always as identity primary key,
    inventory_item_id uuid        not null references inventory_items (id),
    type              varchar(20) not null,
    quantity          integer     not null,
    reason            text,
    created_at        timestamptz not null default current_timestamp
);
create index idx_stock_transactions_item_id on stock_transactions (inventory_item_id);

create table inventory_snapshots (
    id                bigint generated always as identity primary key,
    inventory_item_id uuid        not null references inventory_items (id),
    quantity          integer     not null,
    taken_at          timestamptz not null,
    unique (inventory_item_id, taken_at)
);
