-- given: create table events (id bigint, at date not null) partition by range (at);
-- given: create table events_1 partition of events for values from ('2026-01-01') to ('2026-02-01');
-- given: create table events_2 (id bigint, at date not null);
alter table events attach partition events_2 for values from ('2026-02-01') to ('2026-03-01');
-- expect: attach-partition-scans at 4, warning, ACCESS EXCLUSIVE on events_2, scan
