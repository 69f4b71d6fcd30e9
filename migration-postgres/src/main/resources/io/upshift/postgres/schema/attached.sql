-- What hangs on relations: constraints, indexes, triggers, rules, policies, statistics.
select 'constraint' as kind, format('%I on %s', k.conname, r.name) as name, r.name as of_table,
       concat_ws(' ', pg_get_constraintdef(k.oid),
              case when not k.conislocal then '[inherited]' end,
              case when k.contype in ('p', 'u', 'x') then 'using index ' || k.conindid::regclass end) as definition
  from pg_constraint k join relation r on r.oid = k.conrelid
 where k.contype <> 't' and not (k.contype = 'n' and k.convalidated)
union all
select 'index', i.indexrelid::regclass::text, r.name,
       concat_ws(' ', pg_get_indexdef(i.indexrelid),
              case when not i.indisvalid then '[invalid]' end,
              case when not i.indisready then '[not ready]' end,
              case when not i.indislive then '[dropped by halves]' end,
              case when i.indisclustered then '[clustered]' end,
              case when i.indisreplident then '[replica identity]' end,
              '[partition of ' || (select h.inhparent::regclass from pg_inherits h where h.inhrelid = i.indexrelid) || ']',
              (select string_agg(format('[statistics of column %s: %s]', a.attnum, a.attstattarget), ' ' order by a.attnum)
                 from pg_attribute a where a.attrelid = i.indexrelid and a.attstattarget >= 0))
  from pg_index i join relation r on r.oid = i.indrelid
union all
select 'trigger', format('%I on %s', t.tgname, r.name), r.name,
       concat_ws(' ', pg_get_triggerdef(t.oid), case t.tgenabled when 'D' then '[disabled]' when 'R' then '[replica]' when 'A' then '[always]' end)
  from pg_trigger t join relation r on r.oid = t.tgrelid
 where not t.tgisinternal
union all
select 'triggers of constraints', 'on ' || r.name, r.name,
       string_agg(distinct t.tgenabled::text || ' ' || coalesce(k.conname, ''), ', ')
  from pg_trigger t join relation r on r.oid = t.tgrelid left join pg_constraint k on k.oid = t.tgconstraint
 where t.tgisinternal and t.tgenabled <> 'O'
 group by r.name
union all
select 'rule', format('%I on %s', w.rulename, r.name), r.name,
       concat_ws(' ', pg_get_ruledef(w.oid), case when w.ev_enabled <> 'O' then '[' || w.ev_enabled::text || ']' end)
  from pg_rewrite w join relation r on r.oid = w.ev_class
 where not (r.relkind in ('v', 'm') and w.rulename = '_RETURN')
union all
select 'policy', format('%I on %s', p.polname, r.name), r.name,
       concat_ws(' ', case when p.polpermissive then 'permissive' else 'restrictive' end,
              case p.polcmd when 'r' then 'for select' when 'a' then 'for insert' when 'w' then 'for update' when 'd' then 'for delete' else 'for all' end,
              'to ' || (select string_agg(case u when 0 then 'public' when r.relowner then 'its owner' else quote_ident(pg_get_userbyid(u)) end, ', '
                                          order by pg_get_userbyid(u)) from unnest(p.polroles) u),
              'using ' || pg_get_expr(p.polqual, p.polrelid),
              'with check ' || pg_get_expr(p.polwithcheck, p.polrelid))
  from pg_policy p join relation r on r.oid = p.polrelid
union all
select 'statistics', format('%s.%I', x.stxnamespace::regnamespace, x.stxname), r.name,
       concat_ws(' ', pg_get_statisticsobjdef(x.oid), 'target ' || nullif(x.stxstattarget::int, -1))
  from pg_statistic_ext x join relation r on r.oid = x.stxrelid
