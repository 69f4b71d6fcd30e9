-- Functions, procedures, aggregates, types, casts, operators and the rarer kinds.
select case p.prokind when 'p' then 'procedure' else 'function' end as kind, p.oid::regprocedure::text as name, null as of_table,
       btrim(pg_get_functiondef(p.oid)) as definition
  from pg_proc p join space s on s.oid = p.pronamespace
 where p.prokind <> 'a'
   and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype in ('e', 'i'))
union all
select 'aggregate', p.oid::regprocedure::text, null,
       concat_ws(' ', 'kind ' || a.aggkind::text, 'returns ' || format_type(p.prorettype, null), 'sfunc ' || a.aggtransfn::regprocedure,
              'stype ' || format_type(a.aggtranstype, null), 'final ' || nullif(a.aggfinalfn::oid, 0)::regprocedure,
              'combine ' || nullif(a.aggcombinefn::oid, 0)::regprocedure, 'initial ' || quote_literal(a.agginitval),
              'sort ' || nullif(a.aggsortop, 0)::regoperator, 'parallel ' || p.proparallel::text)
  from pg_aggregate a join pg_proc p on p.oid = a.aggfnoid join space s on s.oid = p.pronamespace
 where not exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
union all
select case t.typtype when 'e' then 'enum' when 'd' then 'domain' when 'c' then 'composite type' when 'r' then 'range' else 'type' end,
       t.oid::regtype::text, null,
       case t.typtype
         when 'e' then (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid)
         when 'd' then concat_ws(' ', 'as ' || format_type(t.typbasetype, t.typtypmod),
                'collate ' || (select co.oid::regcollation from pg_collation co join pg_type b on b.oid = t.typbasetype
                                where co.oid = t.typcollation and t.typcollation <> b.typcollation),
                case when t.typnotnull then 'not null' end, 'default ' || t.typdefault,
                (select string_agg(format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), ' ' order by k.conname)
                   from pg_constraint k where k.contypid = t.oid and k.contype <> 'n'))
         when 'r' then (select concat_ws(' ', 'of ' || format_type(rngsubtype, null), 'operators ' || opcname,
                                  'multirange ' || format_type(rngmultitypid, null),
                                  'canonical ' || nullif(rngcanonical::oid, 0)::regproc, 'difference ' || nullif(rngsubdiff::oid, 0)::regproc)
                          from pg_range join pg_opclass o on o.oid = rngsubopc where rngtypid = t.oid)
         else '' end
  from pg_type t join space s on s.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
 where (t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and c.relkind = 'c') or (t.typtype = 'b' and t.typcategory <> 'A'))
   and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)
union all
select 'cast', format('(%s as %s)', format_type(castsource, null), format_type(casttarget, null)), null,
       concat_ws(' ', 'by ' || nullif(castfunc, 0)::regprocedure, 'method ' || castmethod::text, 'context ' || castcontext::text)
  from pg_cast x
 where x.oid >= 16384
   and not exists (select from pg_depend e where e.classid = 'pg_cast'::regclass and e.objid = x.oid and e.deptype in ('e', 'i'))
union all
select 'operator', o.oid::regoperator::text, null,
       concat_ws(' ', 'by ' || o.oprcode, 'returns ' || format_type(o.oprresult, null), 'commutator ' || nullif(o.oprcom, 0)::regoperator,
              'negator ' || nullif(o.oprnegate, 0)::regoperator, 'restrict ' || nullif(o.oprrest::oid, 0)::regproc,
              'join ' || nullif(o.oprjoin::oid, 0)::regproc, case when o.oprcanhash then 'hashes' end, case when o.oprcanmerge then 'merges' end)
  from pg_operator o join space s on s.oid = o.oprnamespace
 where not exists (select from member m where m.classid = 'pg_operator'::regclass and m.objid = o.oid)
union all
select i.type, i.identity, null, rare.definition
  from (select tableoid, oid, concat_ws(' ', collprovider::text, collcollate, collctype, case when not collisdeterministic then 'nondeterministic' end) as definition from pg_collation
        union all select tableoid, oid, conproc::text from pg_conversion
        union all select tableoid, oid, opcintype::regtype || case when opcdefault then ' default' else '' end from pg_opclass
        union all select tableoid, oid, '' from pg_opfamily
        union all select tableoid, oid, (select string_agg(maptokentype || ':' || mapdict::regdictionary, ' ' order by maptokentype, mapseqno)
                                           from pg_ts_config_map where mapcfg = x.oid) from pg_ts_config x
        union all select tableoid, oid, concat_ws(' ', (select tmplname from pg_ts_template t where t.oid = dicttemplate), dictinitoption) from pg_ts_dict
        union all select tableoid, oid, case when lanpltrusted then 'trusted' else '' end from pg_language
        union all select tableoid, oid, amhandler::text from pg_am
        union all select tableoid, oid, coalesce(fdwoptions::text, '') from pg_foreign_data_wrapper
        union all select tableoid, oid, concat_ws(' ', 'of ' || (select fdwname from pg_foreign_data_wrapper w where w.oid = srvfdw), srvtype, srvversion, srvoptions::text) from pg_foreign_server
        union all select tableoid, oid, concat_ws(' ', trftype::regtype::text, trffromsql::regproc::text, trftosql::regproc::text) from pg_transform) rare
  cross join lateral pg_identify_object(rare.tableoid, rare.oid, 0) i
 where rare.oid >= 16384 and coalesce(i.schema, '') !~ '^pg_'
   and not exists (select from member m where m.classid = rare.tableoid and m.objid = rare.oid)
