delete from order_lines where sku = 'DEMO-SKU';
