-- The statements that give a view the privileges that it had, where a new one has others.
with one as (select c.oid::regclass::text as name, c.relowner,
                    coalesce(c.relacl, acldefault('r', c.relowner)) as has,
                    coalesce(?::aclitem[], acldefault('r', c.relowner)) as had
               from pg_class c where c.oid = ?::regclass),
different as (select * from one
               where array(select x::text from unnest(has) x order by 1) is distinct from array(select x::text from unnest(had) x order by 1))
select statement from (
  select 1 as step, x.grantee::text as name,
         format('revoke all on %s from %s', d.name, case x.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end) as statement
    from different d cross join lateral aclexplode(case when cardinality(d.has) > 0 then d.has end) x group by d.name, x.grantee
  union all
  select 2, x.grantee::text,
         format('grant %s on %s to %s%s', string_agg(lower(x.privilege_type), ', ' order by x.privilege_type), d.name,
                case x.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end,
                case when x.is_grantable then ' with grant option' else '' end)
    from different d cross join lateral aclexplode(case when cardinality(d.had) > 0 then d.had end) x group by d.name, x.grantee, x.is_grantable) statements
 order by step, name
