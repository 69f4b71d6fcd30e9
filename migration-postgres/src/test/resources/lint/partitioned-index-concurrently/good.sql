-- upshift: no-transaction
-- given: create table events (id bigint, at date not null) partition by range (at);
-- given: create table events_1 partition of events for values from ('2026-01-01') to ('2026-02-01');
create index events_at on only events (at);
create index concurrently events_1_at on events_1 (at);
alter index events_at attach partition events_1_at;
