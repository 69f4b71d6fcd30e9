insert into order_lines (order_id, sku, product_name, quantity, unit_price)
select id, 'DEMO-SKU', 'A product to look at', 1, total_amount
  from orders
 where order_number like 'DEMO-%'
   and not exists (select from order_lines line where line.order_id = orders.id);
