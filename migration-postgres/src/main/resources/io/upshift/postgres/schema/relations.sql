-- Schemas, extensions, tables with their partitions, views and sequences.
select 'schema' as kind, quote_ident(nspname) as name, null as of_table, '' as definition
  from space where nspname <> 'public'
union all
select 'extension', quote_ident(e.extname), null, format('version %s in schema %I', e.extversion, n.nspname)
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname <> 'plpgsql'
union all
select case c.relkind when 'p' then 'partitioned table' when 'f' then 'foreign table' else 'table' end, c.name, c.name,
       concat_ws(' ',
              case c.relpersistence when 'u' then 'unlogged' end,
              'of ' || nullif(c.reloftype, 0)::regtype,
              case when c.relkind = 'p' then 'partition by ' || pg_get_partkeydef(c.oid) end,
              (select string_agg('inherits ' || i.inhparent::regclass || case when to_jsonb(i) ->> 'inhdetachpending' = 'true'
                                                                              then ' [detached by halves]' else '' end, ' ' order by i.inhseqno)
                 from pg_inherits i where i.inhrelid = c.oid),
              pg_get_expr(c.relpartbound, c.oid),
              'with (' || (select string_agg(o, ', ' order by o) from unnest(c.reloptions) o) || ')',
              'toast with (' || (select string_agg(o, ', ' order by o) from pg_class t, unnest(t.reloptions) o where t.oid = c.reltoastrelid) || ')',
              'using ' || (select amname from pg_am a where a.oid = c.relam and amname <> 'heap'),
              'tablespace ' || (select spcname from pg_tablespace t where t.oid = c.reltablespace),
              case when c.relkind <> 'f' then case c.relreplident when 'f' then 'replica identity full' when 'n' then 'replica identity nothing' end end,
              'server ' || (select concat_ws(' ', s.srvname, nullif(array_to_string(ft.ftoptions, ', '), ''))
                              from pg_foreign_table ft join pg_foreign_server s on s.oid = ft.ftserver where ft.ftrelid = c.oid),
              case when c.relrowsecurity then 'row security' end,
              case when c.relforcerowsecurity then 'forced for the owner' end)
  from relation c where c.relkind in ('r', 'p', 'f')
union all
select case c.relkind when 'v' then 'view' else 'materialized view' end, c.name, c.name,
       concat_ws(' ',
              'with (' || (select string_agg(o, ', ' order by o) from unnest(c.reloptions) o) || ')',
              case when c.relkind = 'm' and not c.relispopulated then '[not populated]' end,
              'as ' || btrim(pg_get_viewdef(c.oid)))
  from relation c where c.relkind in ('v', 'm')
union all
select 'sequence', c.name, coalesce(owner.name, c.name),
       concat_ws(' ', format('as %s start %s increment %s min %s max %s cache %s',
                             format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache),
              case when s.seqcycle then 'cycle' end,
              case c.relpersistence when 'u' then 'unlogged' end,
              'owned by ' || owner.name || '.' || quote_ident(a.attname))
  from pg_sequence s join relation c on c.oid = s.seqrelid
  left join owned o on o.objid = c.oid
  left join relation owner on owner.oid = o.refobjid
  left join pg_attribute a on a.attrelid = o.refobjid and a.attnum = o.refobjsubid
