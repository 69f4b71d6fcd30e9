-- upshift: no-transaction
-- upshift: description = Indexes the tags of orders while orders are being written
-- upshift: version = 1.1.0, author = Ana Silva, date = 2024-02-28, owner = order-team
-- upshift: risk = low, estimated-duration = PT1M, impacted-tables = [orders]
-- upshift: depends-on = [1709123456789-AddOrderTags]
create index concurrently idx_orders_tags on orders using gin (tags);
