-- refused
alter table orders frobnicate column status;
-- expect: unparsable-statement at 2, warning
