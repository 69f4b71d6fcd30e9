-- given: create schema shop;
alter schema shop rename to store;
-- expect: rename-schema at 2, error
