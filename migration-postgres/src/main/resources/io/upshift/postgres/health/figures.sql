-- Counts, sizes and times.
with ours as (
  select c.oid, c.relkind from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
)
select 'tables', count(*) from ours where relkind in ('r', 'p')
union all select 'indexes', count(*) from ours where relkind in ('i', 'I')
union all select 'views', count(*) from ours where relkind in ('v', 'm')
union all select 'sequences', count(*) from ours where relkind = 'S'
union all select 'constraints', count(*) from pg_catalog.pg_constraint k where k.conrelid in (select oid from ours)
union all select 'database-bytes', pg_database_size(current_database())
union all select 'dead-rows', coalesce(sum(n_dead_tup), 0)::bigint from pg_catalog.pg_stat_user_tables
union all select 'sessions', count(*) from pg_catalog.pg_stat_activity
           where datname = current_database() and backend_type = 'client backend'
union all select 'oldest-transaction-s',
                 coalesce(round(extract(epoch from max(clock_timestamp() - xact_start))), 0)::bigint
            from pg_catalog.pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
