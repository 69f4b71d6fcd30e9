-- given: create domain amount as numeric(10, 2);
alter domain amount set not null;
-- expect: domain-constraint at 2, warning
