-- Owners and privileges, where these are not what the owner has anyway.
with object as (
  select n.nspname, coalesce((select t.relname from pg_depend d join pg_class t on t.oid = d.refobjid
                            where c.relkind = 'S' and d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refobjsubid > 0
                              and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')), c.relname) as relation,
         case c.relkind when 'S' then 'sequence ' else 'relation ' end || c.oid::regclass as what,
         c.relowner as owner, c.relacl as acl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner) as usual,
         'pg_class'::regclass as class, c.oid, c.relkind <> 'c' as owned
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S')
  union all
  select n.nspname, c.relname, format('column %s.%I', c.oid::regclass, a.attname), c.relowner, a.attacl,
         '{}'::aclitem[], 'pg_class'::regclass, c.oid, false
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   where a.attacl is not null and not a.attisdropped
  union all
  select n.nspname, null, 'function ' || p.oid::regprocedure, p.proowner, p.proacl, acldefault('f', p.proowner),
         'pg_proc'::regclass, p.oid, true
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  union all
  select n.nspname, null, 'type ' || t.oid::regtype, t.typowner, t.typacl, acldefault('T', t.typowner), 'pg_type'::regclass, t.oid, true
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
   where t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
  union all
  select n.nspname, null, 'schema ' || quote_ident(n.nspname), n.nspowner, n.nspacl,
         coalesce((select initprivs from pg_init_privs i where i.objoid = n.oid and i.classoid = 'pg_namespace'::regclass),
                  acldefault('n', n.nspowner)),
         'pg_namespace'::regclass, n.oid, n.oid >= 16384
    from pg_namespace n),
own as (
  select * from object o
   where nspname !~ '^pg_' and nspname <> 'information_schema'
     and not exists (select from pg_depend e where e.classid = o.class and e.objid = o.oid and e.deptype in ('e', 'i')))
select nspname, relation, format('owner of %s is %I', what, pg_get_userbyid(owner)) from own where owned
union all
select nspname, relation, format('privileges on %s: %s', what, coalesce((select string_agg(x, ', ' order by x collate "C") from unnest(acl::text[]) x), 'none'))
  from own
 where acl is not null
   and (select array_agg(x order by x collate "C") from unnest(acl::text[]) x)
       is distinct from (select array_agg(x order by x collate "C") from unnest(usual::text[]) x)
union all
select n.nspname, null, format('default privileges of %I%s on %s: %s', pg_get_userbyid(d.defaclrole),
              coalesce(' in schema ' || quote_ident(n.nspname), ''), d.defaclobjtype,
              (select string_agg(x, ', ' order by x collate "C") from unnest(d.defaclacl::text[]) x))
  from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace
