-- What hangs on relations: constraints, indexes, views, triggers, rules, policies, statistics.
with relation as (
  select c.*, n.nspname
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
     and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'))
select r.nspname, r.relname,
       format('constraint %I on %s %s', k.conname, r.oid::regclass, pg_get_constraintdef(k.oid))
       || case when k.conislocal then '' else ' [inherited]' end
       || coalesce(' using index ' || nullif(k.conindid, 0)::regclass, '')
  from pg_constraint k join relation r on r.oid = k.conrelid
 where k.contype <> 't'
union all
select r.nspname, r.relname,
       format('index %s %s', i.indexrelid::regclass, pg_get_indexdef(i.indexrelid))
       || case when i.indisvalid then '' else ' [invalid]' end
       || case when i.indisready then '' else ' [not ready]' end
       || case when i.indislive then '' else ' [dropped by halves]' end
       || case when i.indisclustered then ' [clustered]' else '' end
       || case when i.indisreplident then ' [replica identity]' else '' end
       || coalesce(' [partition of ' || (select h.inhparent::regclass from pg_inherits h where h.inhrelid = i.indexrelid) || ']', '')
  from pg_index i join relation r on r.oid = i.indrelid
union all
select r.nspname, r.relname,
       case r.relkind when 'v' then 'view ' else 'materialized view ' end || r.oid::regclass
       || coalesce(' with (' || (select string_agg(o, ', ' order by o) from unnest(r.reloptions) o) || ')', '')
       || case when r.relkind = 'v' or r.relispopulated then '' else ' [not populated]' end
       || ' as ' || pg_get_viewdef(r.oid)
  from relation r where r.relkind in ('v', 'm')
union all
select r.nspname, r.relname,
       format('trigger %I on %s %s', t.tgname, r.oid::regclass, pg_get_triggerdef(t.oid))
       || case t.tgenabled when 'O' then '' when 'D' then ' [disabled]' when 'R' then ' [replica]' else ' [always]' end
  from pg_trigger t join relation r on r.oid = t.tgrelid
 where not t.tgisinternal
union all
select r.nspname, r.relname,
       format('internal triggers of %s %s', r.oid::regclass,
              string_agg(distinct t.tgenabled::text || ' ' || coalesce(k.conname, ''), ', '))
  from pg_trigger t join relation r on r.oid = t.tgrelid left join pg_constraint k on k.oid = t.tgconstraint
 where t.tgisinternal and t.tgenabled <> 'O'
 group by r.nspname, r.relname, r.oid
union all
select r.nspname, r.relname,
       format('rule %I on %s %s', w.rulename, r.oid::regclass, pg_get_ruledef(w.oid))
       || case w.ev_enabled when 'O' then '' else ' [' || w.ev_enabled::text || ']' end
  from pg_rewrite w join relation r on r.oid = w.ev_class
 where not (r.relkind in ('v', 'm') and w.rulename = '_RETURN')
union all
select r.nspname, r.relname,
       format('row security of %s%s', r.oid::regclass, case when r.relforcerowsecurity then ' forced' else '' end)
  from relation r where r.relrowsecurity or r.relforcerowsecurity
union all
select r.nspname, r.relname,
       format('policy %I on %s %s for %s to %s', p.polname, r.oid::regclass,
              case when p.polpermissive then 'permissive' else 'restrictive' end, p.polcmd,
              (select string_agg(case u when 0 then 'public' else pg_get_userbyid(u) end, ', '
                                 order by pg_get_userbyid(u)) from unnest(p.polroles) u))
       || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '')
       || coalesce(' with check ' || pg_get_expr(p.polwithcheck, p.polrelid), '')
  from pg_policy p join relation r on r.oid = p.polrelid
union all
select r.nspname, r.relname, format('statistics %s%s', pg_get_statisticsobjdef(x.oid),
              coalesce(' target ' || nullif(x.stxstattarget::int, -1), ''))
  from pg_statistic_ext x join relation r on r.oid = x.stxrelid
