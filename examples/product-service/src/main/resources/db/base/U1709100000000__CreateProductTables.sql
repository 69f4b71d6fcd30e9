drop table product_variants;
drop table products;
drop table categories;
