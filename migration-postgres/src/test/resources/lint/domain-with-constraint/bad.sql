create domain amount as numeric(10, 2) check (value >= 0);
-- expect: domain-with-constraint at 1, advice
