-- upshift: no-transaction
-- upshift: description = Indexes which billing details an address belongs to
-- upshift: version = 1.4.0, author = Jonas Berg, date = 2024-03-18, owner = order-team
-- upshift: risk = low, estimated-duration = PT1M, impacted-tables = [billing_details]
-- upshift: depends-on = [1709123456797-CopyBillingAddresses]
-- Without it each address that is deleted or changed would scan the billing details.
create index concurrently idx_billing_details_address_id on billing_details (address_id);
