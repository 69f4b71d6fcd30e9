drop database shop;
-- expect: drop-database at 1, error
