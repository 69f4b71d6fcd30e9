-- given: create table events (id bigint, at date not null) partition by range (at);
-- given: create table events_1 partition of events for values from ('2026-01-01') to ('2026-02-01');
alter table events detach partition events_1;
-- expect: detach-partition-blocks at 3, warning, ACCESS EXCLUSIVE on events
