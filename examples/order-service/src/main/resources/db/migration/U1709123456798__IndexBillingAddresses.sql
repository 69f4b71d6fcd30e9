-- upshift: no-transaction
drop index concurrently if exists idx_billing_details_address_id;
