drop table billing_details;
drop table shipping_details;
drop table order_lines;
drop table orders;
