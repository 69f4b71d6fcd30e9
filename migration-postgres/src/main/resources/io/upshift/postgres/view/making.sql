-- The statements that make a view again as it is, but for its privileges.
with one as (select c.*, c.oid::regclass::text as name, case c.relkind when 'm' then 'materialized view' else 'view' end as kind
               from pg_class c where c.oid = ?::oid)
select statement from (
  select 1 as step, '' as name, concat_ws(' ', 'create', kind, name,
           'using ' || (select quote_ident(amname) from pg_am a where a.oid = relam and kind = 'materialized view'),
           'with (' || (select string_agg(format('%s=%L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ' order by o)
                          from unnest(reloptions) o) || ')',
           'tablespace ' || (select quote_ident(spcname) from pg_tablespace t where t.oid = reltablespace),
           'as', rtrim(btrim(pg_get_viewdef(oid)), ';'),
           case when kind = 'materialized view' and not relispopulated then 'with no data' end) as statement
    from one
  union all
  select 2, '', format('alter %s %s owner to %I', kind, name, pg_get_userbyid(relowner))
    from one where relowner <> (select oid from pg_roles where rolname = current_user)
  union all
  select 3, a.attname, format('alter view %s alter column %I set default %s', one.name, a.attname, pg_get_expr(d.adbin, d.adrelid))
    from one join pg_attrdef d on d.adrelid = one.oid join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
  union all
  select 4, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from one join pg_index i on i.indrelid = one.oid
  union all
  select 5, t.tgname, pg_get_triggerdef(t.oid) from one join pg_trigger t on t.tgrelid = one.oid where not t.tgisinternal
  union all
  select 6, r.rulename, rtrim(pg_get_ruledef(r.oid), ';') from one join pg_rewrite r on r.ev_class = one.oid where r.rulename <> '_RETURN'
  union all
  select 7, coalesce(a.attname, ''), case when a.attname is null then format('comment on %s %s is %L', one.kind, one.name, d.description)
                                         else format('comment on column %s.%I is %L', one.name, a.attname, d.description) end
    from one join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = one.oid
    left join pg_attribute a on a.attrelid = one.oid and a.attnum = d.objsubid and d.objsubid > 0
  union all
  select 7, t.tgname, format('comment on trigger %I on %s is %L', t.tgname, one.name, d.description)
    from one join pg_trigger t on t.tgrelid = one.oid join pg_description d on d.classoid = 'pg_trigger'::regclass and d.objoid = t.oid
  union all
  select 7, r.rulename, format('comment on rule %I on %s is %L', r.rulename, one.name, d.description)
    from one join pg_rewrite r on r.ev_class = one.oid join pg_description d on d.classoid = 'pg_rewrite'::regclass and d.objoid = r.oid
  union all
  select 7, i.indexrelid::regclass::text, format('comment on index %s is %L', i.indexrelid::regclass, d.description)
    from one join pg_index i on i.indrelid = one.oid join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = i.indexrelid
  union all
  select 8, a.attname || ' ' || x.grantee, format('grant %s (%I) on %s to %s%s', string_agg(lower(x.privilege_type), ', ' order by x.privilege_type),
           a.attname, one.name, case x.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end,
           case when x.is_grantable then ' with grant option' else '' end)
    from one join pg_attribute a on a.attrelid = one.oid cross join lateral aclexplode(case when cardinality(a.attacl) > 0 then a.attacl end) x
   group by a.attname, x.grantee, x.is_grantable, one.name) statements
 order by step, name collate "C"
