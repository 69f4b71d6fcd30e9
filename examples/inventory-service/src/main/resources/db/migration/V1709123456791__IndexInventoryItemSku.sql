-- upshift: no-transaction
-- upshift: description = Indexes the SKU of inventory items while they are being written
-- upshift: version = 1.3.0, author = Femi Okoye, date = 2024-07-02, owner = inventory-team
-- upshift: risk = low, estimated-duration = PT1M, impacted-tables = [inventory_items]
-- Not unique: the same SKU lies in several warehouses.
create index concurrently idx_inventory_items_sku on inventory_items (sku);
