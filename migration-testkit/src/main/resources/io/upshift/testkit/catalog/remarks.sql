-- Comments, event triggers, publications and the settings of the database.
select a.schema, a.relation, format('comment on %s %s: %s', a.type, a.identity, d.description)
  from pg_description d
  cross join lateral (
    select i.type, i.identity,
           case when d.classoid = 'pg_namespace'::regclass then (select nspname from pg_namespace where oid = d.objoid) else i.schema end as schema,
           coalesce((select t.relname from pg_class s join pg_depend o on o.classid = d.classoid and o.objid = s.oid and o.refobjsubid > 0
                                                              and o.refclassid = 'pg_class'::regclass and o.deptype in ('a', 'i')
                                              join pg_class t on t.oid = o.refobjid
                      where d.classoid = 'pg_class'::regclass and s.oid = d.objoid and s.relkind = 'S'),
                    (select relname from pg_class where d.classoid = 'pg_class'::regclass and oid = d.objoid and relkind not in ('i', 'I')),
                    (select relname from pg_index join pg_class t on t.oid = indrelid
                      where d.classoid = 'pg_class'::regclass and indexrelid = d.objoid),
                    (select relname from pg_constraint k join pg_class t on t.oid = k.conrelid
                      where d.classoid = 'pg_constraint'::regclass and k.oid = d.objoid),
                    (select relname from pg_trigger k join pg_class t on t.oid = k.tgrelid
                      where d.classoid = 'pg_trigger'::regclass and k.oid = d.objoid),
                    (select relname from pg_policy k join pg_class t on t.oid = k.polrelid
                      where d.classoid = 'pg_policy'::regclass and k.oid = d.objoid)) as relation
      from pg_identify_object(d.classoid, d.objoid, d.objsubid) i) a
 where (d.objoid >= 16384 or (d.classoid = 'pg_namespace'::regclass and a.schema = 'public' and d.description <> 'standard public schema'))
   and coalesce(a.schema, '') !~ '^pg_'
   and not exists (select from pg_depend e where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e')
union all
select null, null, format('event trigger %I on %s execute %s%s%s', t.evtname, t.evtevent, t.evtfoid::regprocedure,
              coalesce(' when ' || t.evttags::text, ''), case t.evtenabled when 'O' then '' else ' [' || t.evtenabled::text || ']' end)
  from pg_event_trigger t
 where not exists (select from pg_depend e where e.classid = 'pg_event_trigger'::regclass and e.objid = t.oid and e.deptype = 'e')
union all
select null, null, format('publication %I%s%s%s%s%s%s', p.pubname, case when p.puballtables then ' all tables' else '' end,
              case when p.pubinsert then ' insert' else '' end, case when p.pubupdate then ' update' else '' end,
              case when p.pubdelete then ' delete' else '' end, case when p.pubtruncate then ' truncate' else '' end,
              case when p.pubviaroot then ' via root' else '' end)
  from pg_publication p
union all
select n.nspname, c.relname, format('publication %I holds %s %s', p.pubname, r.prrelid::regclass,
              (to_jsonb(r) - 'oid' - 'prpubid' - 'prrelid')::text)
  from pg_publication_rel r join pg_publication p on p.oid = r.prpubid
  join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace
union all
select null, null, format('setting of this database: %s', x)
  from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase, unnest(s.setconfig) x
 where d.datname = current_database()
