drop table inventory_snapshots;
drop table stock_transactions;
drop table inventory_reservations;
drop table inventory_items;
drop table warehouses;
