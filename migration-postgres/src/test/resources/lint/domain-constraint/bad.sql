-- given: create domain amount as numeric(10, 2);
alter domain amount add constraint amount_is_positive check (value >= 0);
-- expect: domain-constraint at 2, warning
