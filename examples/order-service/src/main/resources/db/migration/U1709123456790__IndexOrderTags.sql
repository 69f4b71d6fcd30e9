-- upshift: no-transaction
drop index concurrently if exists idx_orders_tags;
