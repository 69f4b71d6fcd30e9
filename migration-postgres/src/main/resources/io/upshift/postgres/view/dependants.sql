-- Every view that stands on a relation, however far away, those that others stand on first.
with recursive dependant as (
  select ?::oid as oid, 0 as depth
  union
  select r.ev_class, d.depth + 1
    from dependant d
    join pg_depend p on p.refclassid = 'pg_class'::regclass and p.refobjid = d.oid and p.classid = 'pg_rewrite'::regclass
    join pg_rewrite r on r.oid = p.objid and r.ev_class <> d.oid and r.rulename = '_RETURN')
select d.oid, d.oid::regclass::text, c.relkind = 'm', c.relacl::text, max(d.depth)
  from dependant d join pg_class c on c.oid = d.oid
 where c.relkind in ('v', 'm')
 group by d.oid, c.relkind, c.relacl::text
 order by max(d.depth), d.oid::regclass::text
