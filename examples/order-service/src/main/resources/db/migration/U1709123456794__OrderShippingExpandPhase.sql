drop trigger sync_shipping_options on shipping_details;
drop function sync_shipping_options();
alter table shipping_details drop column shipping_options;
