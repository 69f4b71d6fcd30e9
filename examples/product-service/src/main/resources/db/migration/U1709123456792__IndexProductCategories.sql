-- upshift: no-transaction
drop index concurrently if exists idx_products_category_id;
