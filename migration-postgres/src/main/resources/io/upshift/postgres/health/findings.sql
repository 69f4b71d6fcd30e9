-- What should be looked at: severity, rule, subject, what, next, recipe; at most 50 of each rule.
with ours as (
  select c.oid, c.relname, c.relkind, c.oid::regclass::text as name, c.relnamespace
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
     and not exists (select from pg_catalog.pg_depend d
                      where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
), invalid_index as (
  select 'error' as severity, 'invalid-index' as rule, x.indrelid::regclass::text as subject,
         format('the index %s of %s is invalid: it costs every write and serves no query',
                x.indexrelid::regclass, x.indrelid::regclass) as what,
         'run migrate if one of its migrations was cut off, or drop it and build it again' as next,
         format('drop index concurrently %s;', x.indexrelid::regclass) as recipe
    from pg_catalog.pg_index x join ours o on o.oid = x.indrelid
   where not x.indisvalid
     and not exists (select from pg_catalog.pg_stat_progress_create_index p where p.index_relid = x.indexrelid)
   order by 3 limit 50
), unindexed_key as (
  select 'warning', 'foreign-key-without-index', k.conrelid::regclass::text,
         format('no index of %s begins with the columns of its foreign key %I: a delete in %s reads all of it',
                k.conrelid::regclass, k.conname, k.confrelid::regclass),
         'build an index on them',
         format('create index concurrently on %s (%s);', k.conrelid::regclass,
                (select string_agg(quote_ident(a.attname), ', ' order by u.place)
                   from unnest(k.conkey) with ordinality u (number, place)
                   join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number))
    from pg_catalog.pg_constraint k join ours o on o.oid = k.conrelid
   where k.contype = 'f' and k.conparentid = 0
     and not exists (
       select from pg_catalog.pg_index x
        where x.indrelid = k.conrelid and x.indisvalid and x.indpred is null
          and (string_to_array(x.indkey::text, ' ')::int2[])[1:cardinality(k.conkey)] @> k.conkey
          and x.indnkeyatts >= cardinality(k.conkey))
   order by 3, 4 limit 50
), unvalidated as (
  select 'warning', 'constraint-not-validated', k.conrelid::regclass::text,
         format('the constraint %I of %s was never validated: old rows may break it', k.conname, k.conrelid::regclass),
         'validate it, which lets reads and writes pass',
         format('alter table %s validate constraint %I;', k.conrelid::regclass, k.conname)
    from pg_catalog.pg_constraint k join ours o on o.oid = k.conrelid
   where not k.convalidated
   order by 3, 4 limit 50
), keyless as (
  select 'warning', 'table-without-primary-key', o.name,
         format('the table %s has no primary key: it can''t be worked on in batches by key, or replicated logically',
                o.name),
         'add a primary key', null
    from ours o
   where o.relkind in ('r', 'p')
     and not exists (select from pg_catalog.pg_index x where x.indrelid = o.oid and x.indisprimary)
     and not exists (select from pg_catalog.pg_inherits i where i.inhrelid = o.oid)
   order by 3 limit 50
), used_up as (
  select s.seqrelid, o.name, owner.attrelid, owner.attname, s.seqincrement,
         (select q.last_value from pg_catalog.pg_sequences q
           where format('%I.%I', q.schemaname, q.sequencename) = o.name) as last,
         least(s.seqmax, case owner.atttypid when 'pg_catalog.int2'::regtype then 32767
                              when 'pg_catalog.int4'::regtype then 2147483647 else s.seqmax end) as most
    from pg_catalog.pg_sequence s join ours o on o.oid = s.seqrelid
    left join lateral (
      select a.attrelid, a.attname, a.atttypid from pg_catalog.pg_depend d
        join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
       where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = s.seqrelid and d.deptype in ('a', 'i')
         and d.refobjsubid > 0 limit 1) owner on true
   where s.seqincrement > 0 and not s.seqcycle
), sequence_end as (
  select case when last > most * 0.9 then 'error' else 'warning' end, 'sequence-near-its-end',
         coalesce(attrelid::regclass::text, name),
         format('the sequence %s%s has used %s %% of its %s values', name,
                coalesce(format(' of %s.%I', attrelid::regclass, attname), ''), round(100.0 * last / most), most),
         'widen the column and the sequence to bigint before it ends', null
    from used_up where last > most * 0.7
   order by 3 limit 50
), dead_rows as (
  select 'advice', 'dead-rows', s.relid::regclass::text,
         format('about %s %% of the rows of %s are dead (%s), last vacuumed %s',
                round(100.0 * s.n_dead_tup / (s.n_live_tup + s.n_dead_tup)), s.relid::regclass, s.n_dead_tup,
                coalesce(greatest(s.last_vacuum, s.last_autovacuum)::timestamptz(0)::text, 'never')),
         'look for what keeps autovacuum from it, such as an old transaction', format('vacuum %s;', s.relid::regclass)
    from pg_catalog.pg_stat_user_tables s join ours o on o.oid = s.relid
   where s.n_dead_tup > 10000 and s.n_dead_tup > 0.2 * (s.n_live_tup + s.n_dead_tup)
   order by s.n_dead_tup desc limit 50
), old_transaction as (
  select 'warning', 'old-transaction', null,
         format('a transaction of %s as %s is open for %s s (pid %s, %s): it keeps dead rows, and index builds wait for it',
                coalesce(nullif(a.application_name, ''), 'an unnamed application'), coalesce(a.usename, 'another role'),
                round(extract(epoch from clock_timestamp() - a.xact_start)), a.pid, coalesce(a.state, 'state unknown')),
         'end it, or have its owner do so', format('select pg_terminate_backend(%s);', a.pid)
    from pg_catalog.pg_stat_activity a
   where a.datname = current_database() and a.pid <> pg_backend_pid() and a.backend_type = 'client backend'
     and a.xact_start < clock_timestamp() - current_setting('upshift.old')::interval
   order by a.xact_start limit 50
), prepared as (
  select 'warning', 'prepared-transaction', null,
         format('the prepared transaction %L of %s waits for %s s', p.gid, p.owner,
                round(extract(epoch from clock_timestamp() - p.prepared))),
         'commit or roll it back', format('rollback prepared %L;', p.gid)
    from pg_catalog.pg_prepared_xacts p
   where p.database = current_database() and p.prepared < clock_timestamp() - current_setting('upshift.old')::interval
   order by p.prepared limit 50
), idle_slot as (
  select 'warning', 'replication-slot-idle', null,
         format('nobody reads the replication slot %I, which keeps %s of WAL', s.slot_name,
                pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn))),
         'start its reader, or drop it', format('select pg_drop_replication_slot(%L);', s.slot_name)
    from pg_catalog.pg_replication_slots s
   where not s.active and not pg_is_in_recovery() and s.restart_lsn is not null
     and pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn) > 1024 * 1024 * 1024
   order by s.slot_name limit 50
), wraparound as (
  select case when age(d.datfrozenxid) > 1500000000 then 'error' else 'warning' end, 'transaction-ids-near-their-end', null,
         format('the oldest transaction id is %s transactions old; the database stops at about 2 billion',
                age(d.datfrozenxid)),
         'look for what keeps autovacuum from freezing rows', null
    from pg_catalog.pg_database d
   where d.datname = current_database() and age(d.datfrozenxid) > 1000000000
)
(select * from invalid_index) union all (select * from unindexed_key) union all (select * from unvalidated)
union all (select * from keyless) union all (select * from sequence_end) union all (select * from dead_rows)
union all (select * from old_transaction) union all (select * from prepared) union all (select * from idle_slot)
union all (select * from wraparound)
