-- In front of each of the other queries: what belongs to the service, and not to PostgreSQL, an extension or Upshift.
with member as (select classid, objid from pg_depend where deptype = 'e'),
space as (
  select n.* from pg_namespace n
   where nspname !~ '^pg_' and nspname <> 'information_schema'
     and not exists (select from member m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid)),
written as (
  select objoid from pg_description
   where classoid = 'pg_class'::regclass and objsubid = 0 and description like 'Written by Upshift%'),
owned as (
  select d.objid, d.refobjid, d.refobjsubid
    from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
   where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')),
relation as (
  select c.*, c.oid::regclass::text as name
    from pg_class c join space s on s.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'f', 'v', 'm', 'c', 'S')
     and not exists (select from member m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
     and not exists (select from written w where w.objoid = c.oid)
     and not exists (select from owned o join written w on w.objoid = o.refobjid where o.objid = c.oid))
