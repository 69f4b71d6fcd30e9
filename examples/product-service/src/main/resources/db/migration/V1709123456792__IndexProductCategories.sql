-- upshift: no-transaction
-- upshift: description = Indexes the category of products while products are being written
-- upshift: version = 1.3.0, author = Mei Tanaka, date = 2024-07-02, owner = product-team
-- upshift: risk = low, estimated-duration = PT30S, impacted-tables = [products]
-- Without it each category that is deleted scans the products for its foreign key.
create index concurrently idx_products_category_id on products (category_id);
