-- upshift: no-transaction
-- refused
-- given: create table events (id bigint, at date not null) partition by range (at);
-- given: create table events_1 partition of events for values from ('2026-01-01') to ('2026-02-01');
create index concurrently events_at on events (at);
-- expect: partitioned-index-concurrently at 5, error, SHARE UPDATE EXCLUSIVE on events, index build
