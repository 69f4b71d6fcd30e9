-- The columns of billing_details hold every address that is in use, so nothing is copied back here.
drop trigger sync_billing_address on billing_details;
alter table billing_details drop column address_id;
drop table addresses;
drop function sync_billing_address();
drop function sync_billing_columns();
