-- upshift: description = Adds the type of an order and leaves it unknown for the orders there are
-- upshift: version = 1.2.0, author = Ana Silva, date = 2024-03-04, owner = order-team
-- upshift: risk = low, estimated-duration = PT1S, impacted-tables = [orders]
alter table orders add column order_type varchar(50);
