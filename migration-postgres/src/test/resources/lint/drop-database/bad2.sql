-- given: create schema old;
drop schema old;
-- expect: drop-database at 2, error
