-- Schemas, extensions, tables, partitions and sequences.
select nspname, null, format('schema %I', nspname)
  from pg_namespace n
 where nspname !~ '^pg_' and nspname <> 'information_schema'
   and not exists (select from pg_depend d where d.classid = 'pg_namespace'::regclass and d.objid = n.oid and d.deptype = 'e')
union all
select null, null, format('extension %I version %s in schema %I', e.extname, e.extversion, n.nspname)
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace
union all
select n.nspname, c.relname,
       case c.relkind when 'p' then 'partitioned table ' when 'f' then 'foreign table ' else 'table ' end || c.oid::regclass
       || case c.relpersistence when 'u' then ' unlogged' else '' end
       || coalesce(' of ' || nullif(c.reloftype, 0)::regtype, '')
       || case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end
       || coalesce((select string_agg(' inherits ' || i.inhparent::regclass, '' order by i.inhseqno)
                      from pg_inherits i where i.inhrelid = c.oid), '')
       || coalesce(' ' || pg_get_expr(c.relpartbound, c.oid), '')
       || coalesce(' with (' || (select string_agg(o, ', ' order by o) from unnest(c.reloptions) o) || ')', '')
       || coalesce(' using ' || (select amname from pg_am a where a.oid = c.relam and amname <> 'heap'), '')
       || coalesce(' tablespace ' || (select spcname from pg_tablespace t where t.oid = c.reltablespace), '')
       || case c.relreplident when 'd' then '' else ' replica identity ' || c.relreplident::text end
       || coalesce(' server ' || (select s.srvname || ' ' || coalesce(ft.ftoptions::text, '')
                                    from pg_foreign_table ft join pg_foreign_server s on s.oid = ft.ftserver
                                   where ft.ftrelid = c.oid), '')
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
union all
select n.nspname, coalesce(owner.relname, c.relname),
       format('sequence %s as %s start %s increment %s min %s max %s cache %s%s%s%s', c.oid::regclass,
              format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
              case when s.seqcycle then ' cycle' else '' end,
              case c.relpersistence when 'u' then ' unlogged' else '' end,
              coalesce(' owned by ' || owner.oid::regclass || '.' || quote_ident(a.attname), ''))
  from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
  left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refobjsubid > 0
                       and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
  left join pg_class owner on owner.oid = d.refobjid
  left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
