-- given: create table orders (id bigint primary key, customer_id bigint, status text, note varchar(20), total numeric(10, 2));
-- given: create materialized view totals as select customer_id, sum(total) from orders group by 1;
-- given: create unique index totals_key on totals (customer_id);
refresh materialized view totals;
-- expect: refresh-view-blocks at 4, warning, ACCESS EXCLUSIVE on totals, rewrite
