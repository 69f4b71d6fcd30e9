alter table orders drop column order_type;
