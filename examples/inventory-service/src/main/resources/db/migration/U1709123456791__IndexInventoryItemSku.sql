-- upshift: no-transaction
drop index concurrently if exists idx_inventory_items_sku;
