-- Comments, event triggers, publications, subscriptions, and the settings of the database.
select * from (
  select 'comment' as kind, format('on %s %s', i.type, i.identity) as name,
         coalesce((select o.refobjid::regclass::text from owned o where d.classoid = 'pg_class'::regclass and o.objid = d.objoid),
                  (select c.oid::regclass::text from pg_class c where d.classoid = 'pg_class'::regclass and c.oid = d.objoid and c.relkind not in ('i', 'I')),
                  (select x.indrelid::regclass::text from pg_index x where d.classoid = 'pg_class'::regclass and x.indexrelid = d.objoid),
                  (select nullif(k.conrelid, 0)::regclass::text from pg_constraint k where d.classoid = 'pg_constraint'::regclass and k.oid = d.objoid),
                  (select t.tgrelid::regclass::text from pg_trigger t where d.classoid = 'pg_trigger'::regclass and t.oid = d.objoid),
                  (select p.polrelid::regclass::text from pg_policy p where d.classoid = 'pg_policy'::regclass and p.oid = d.objoid)) as of_table,
         d.description as definition
    from pg_description d cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
   where (d.objoid >= 16384 or (d.classoid = 'pg_namespace'::regclass and i.identity = 'public' and d.description <> 'standard public schema'))
     and coalesce(i.schema, '') !~ '^pg_'
     and not exists (select from member m where m.classid = d.classoid and m.objid = d.objoid)
) comment
 where not exists (select from written w where w.objoid::regclass::text = comment.of_table)
union all
select 'event trigger', quote_ident(t.evtname), null,
       concat_ws(' ', 'on ' || t.evtevent, 'execute ' || t.evtfoid::regprocedure, 'when ' || t.evttags::text,
              case when t.evtenabled <> 'O' then '[' || t.evtenabled::text || ']' end)
  from pg_event_trigger t
 where not exists (select from member m where m.classid = 'pg_event_trigger'::regclass and m.objid = t.oid)
union all
select 'publication', quote_ident(p.pubname), null,
       concat_ws(' ', case when p.puballtables then 'all tables' end,
              case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
              case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end,
              case when p.pubviaroot then 'via root' end)
  from pg_publication p
union all
select 'publication', format('%I of table %s', p.pubname, c.name), c.name, nullif(jsonb_strip_nulls(to_jsonb(r) - 'oid' - 'prpubid' - 'prrelid')::text, '{}')
  from pg_publication_rel r join pg_publication p on p.oid = r.prpubid join relation c on c.oid = r.prrelid
union all
select 'publication', i.identity, null, ''
  from pg_depend d cross join lateral pg_identify_object(d.classid, d.objid, 0) i
 where d.refclassid = 'pg_publication'::regclass and d.classid = to_regclass('pg_catalog.pg_publication_namespace')
union all
select 'subscription', quote_ident(s.subname), null,
       concat_ws(' ', 'to ' || s.subpublications::text, 'slot ' || s.subslotname, case when not s.subenabled then '[disabled]' end)
  from pg_subscription s where s.subdbid = (select oid from pg_database where datname = current_database())
union all
select 'setting', format('%s of %s', split_part(x, '=', 1), case s.setrole when 0 then 'this database' else 'role ' || quote_ident(pg_get_userbyid(s.setrole)) end),
       null, substr(x, strpos(x, '=') + 1)
  from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase, unnest(s.setconfig) x
 where d.datname = current_database()
