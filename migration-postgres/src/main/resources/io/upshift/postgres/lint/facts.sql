with wanted as (
    select w.key, c.oid, c.relkind, n.nspname, c.relname
    from unnest(?::text[], ?::text[]) as w (key, name)
    join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(w.name)
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm')
)
select
    pg_catalog.current_setting('server_version_num')::int as version,
    (select pg_catalog.count(*) from pg_catalog.pg_stat_replication) as replicas,
    wanted.key,
    size.bytes,
    size.index_bytes,
    size.rows,
    exists (
        select from pg_catalog.pg_publication_tables p
        where p.schemaname = wanted.nspname and p.tablename = wanted.relname
    ) as published
from (select 1) as once
left join wanted on true
left join lateral (
    select
        sum(pg_table_size(part.oid)) as bytes,
        sum(pg_indexes_size(part.oid)) as index_bytes,
        sum(case when part.reltuples > 0 then part.reltuples::bigint
                 else pg_catalog.pg_stat_get_live_tuples(part.oid) end) as rows
    from pg_catalog.pg_class part
    where case when wanted.relkind = 'p'
        then part.oid in (select t.relid from pg_catalog.pg_partition_tree(wanted.oid) t where t.isleaf)
        else part.oid = wanted.oid end
) as size on true
