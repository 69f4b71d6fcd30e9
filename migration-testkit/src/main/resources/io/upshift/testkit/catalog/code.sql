-- Functions, procedures, aggregates and types.
select n.nspname, null, format('function %s %s', p.oid::regprocedure, pg_get_functiondef(p.oid))
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where p.prokind <> 'a' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype in ('e', 'i'))
union all
select n.nspname, null,
       format('aggregate %s kind %s returns %s sfunc %s stype %s final %s combine %s initial %s parallel %s', p.oid::regprocedure,
              a.aggkind, format_type(p.prorettype, null), a.aggtransfn::regprocedure, format_type(a.aggtranstype, null),
              nullif(a.aggfinalfn::oid, 0)::regprocedure, nullif(a.aggcombinefn::oid, 0)::regprocedure, a.agginitval, p.proparallel)
  from pg_aggregate a join pg_proc p on p.oid = a.aggfnoid join pg_namespace n on n.oid = p.pronamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
union all
select n.nspname, null,
       case t.typtype
         when 'e' then format('enum %s (%s)', t.oid::regtype,
                (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid))
         when 'd' then format('domain %s as %s%s%s%s', t.oid::regtype, format_type(t.typbasetype, t.typtypmod),
                case when t.typnotnull then ' not null' else '' end, coalesce(' default ' || t.typdefault, ''),
                coalesce((select string_agg(format(' constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), '' order by k.conname)
                            from pg_constraint k where k.contypid = t.oid), '')
                || coalesce(' collate ' || (select co.oid::regcollation from pg_collation co join pg_type b on b.oid = t.typbasetype
                                             where co.oid = t.typcollation and t.typcollation <> b.typcollation), ''))
         when 'c' then format('composite type %s', t.oid::regtype)
         when 'r' then format('range %s of %s operators %s multirange %s canonical %s difference %s', t.oid::regtype,
                (select format_type(rngsubtype, null) from pg_range where rngtypid = t.oid),
                (select opcname from pg_range join pg_opclass o on o.oid = rngsubopc where rngtypid = t.oid),
                (select format_type(rngmultitypid, null) from pg_range where rngtypid = t.oid),
                (select rngcanonical from pg_range where rngtypid = t.oid),
                (select rngsubdiff from pg_range where rngtypid = t.oid))
         else format('base type %s', t.oid::regtype)
       end
  from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
 where (t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and c.relkind = 'c') or (t.typtype = 'b' and t.typcategory <> 'A'))
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e where e.classid = 'pg_type'::regclass and e.objid = t.oid and e.deptype = 'e')
