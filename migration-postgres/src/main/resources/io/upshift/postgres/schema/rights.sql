-- Owners and privileges, where they are not what a thing has by itself. The owner goes by the word owner, so that the
-- same migrations say the same whoever runs them; an owner is told where it is another than the role that reads.
, object as (
  select case c.relkind when 'S' then 'sequence ' when 'v' then 'view ' when 'm' then 'materialized view ' else 'table ' end || c.name as what,
         coalesce((select r.name from owned o join relation r on r.oid = o.refobjid where o.objid = c.oid), c.name) as of_table,
         c.relowner as owner, c.relacl as acl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner) as usual,
         'pg_class'::regclass as class, c.oid, true as tells
    from relation c where c.relkind <> 'c'
  union all
  select 'column ' || c.name || '.' || quote_ident(a.attname), c.name, c.relowner, a.attacl,
         null::aclitem[], 'pg_class'::regclass, c.oid, false
    from pg_attribute a join relation c on c.oid = a.attrelid where a.attacl is not null and not a.attisdropped
  union all
  select 'function ' || p.oid::regprocedure, null, p.proowner, p.proacl, acldefault('f', p.proowner), 'pg_proc'::regclass, p.oid, true
    from pg_proc p join space s on s.oid = p.pronamespace
  union all
  select 'type ' || t.oid::regtype, null, t.typowner, t.typacl, acldefault('T', t.typowner), 'pg_type'::regclass, t.oid, true
    from pg_type t join space s on s.oid = t.typnamespace
   where t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
  union all
  select 'schema ' || quote_ident(s.nspname), null, s.nspowner, s.nspacl,
         coalesce((select initprivs from pg_init_privs i where i.objoid = s.oid and i.classoid = 'pg_namespace'::regclass),
                  acldefault('n', s.nspowner)), 'pg_namespace'::regclass, s.oid, s.oid >= 16384
    from space s),
own as (
  select * from object o
   where not exists (select from pg_depend e where e.classid = o.class and e.objid = o.oid and e.deptype in ('e', 'i'))),
granted as (
  select own.what, own.of_table, is_usual,
         string_agg(format('%s to %s%s', g.privileges, g.grantee, g.by), '; ' order by g.grantee collate "C", g.by collate "C") as privileges
    from own cross join lateral (values (acl, false), (usual, true)) list (items, is_usual)
    cross join lateral (
      select string_agg(lower(x.privilege_type) || case when x.is_grantable then ' with grant option' else '' end, ', '
                        order by x.privilege_type) as privileges,
             case x.grantee when 0 then 'public' when own.owner then 'owner' else quote_ident(pg_get_userbyid(x.grantee)) end as grantee,
             case x.grantor when own.owner then '' else ' by ' || quote_ident(pg_get_userbyid(x.grantor)) end as by
        from aclexplode(case when cardinality(list.items) > 0 then list.items end) x group by 2, 3) g
   where own.acl is not null
   group by 1, 2, 3)
select 'owner' as kind, what as name, of_table, quote_ident(pg_get_userbyid(owner)) as definition
  from own where tells and owner <> (select oid from pg_roles where rolname = current_user)
union all
select 'privileges', 'on ' || own.what, own.of_table, coalesce(mine.privileges, 'none')
  from own left join granted mine on mine.what = own.what and not mine.is_usual
           left join granted usual on usual.what = own.what and usual.is_usual
 where own.acl is not null and mine.privileges is distinct from usual.privileges
union all
select 'default privileges',
       format('of %s%s on %s', case when d.defaclrole = (select oid from pg_roles where rolname = current_user) then 'this role' else quote_ident(pg_get_userbyid(d.defaclrole)) end,
              ' in schema ' || quote_ident(n.nspname),
              case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types' when 'n' then 'schemas' else d.defaclobjtype::text end),
       null,
       (select string_agg(format('%s to %s', lower(x.privilege_type) || case when x.is_grantable then ' with grant option' else '' end,
                                 case x.grantee when 0 then 'public' when d.defaclrole then 'owner' else quote_ident(pg_get_userbyid(x.grantee)) end),
                          '; ' order by x.privilege_type, x.grantee)
          from aclexplode(case when cardinality(d.defaclacl) > 0 then d.defaclacl end) x)
  from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace
