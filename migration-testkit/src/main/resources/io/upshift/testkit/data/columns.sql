-- Every table of the service, with the columns that take a value; a table without such columns has one line without a name.
-- A column that counts by a sequence is left to it, or the service's next row would meet a number that is taken.
select format('%I.%I', n.nspname, c.relname) as of_table,
       quote_ident(a.attname) as name,
       format_type(a.atttypid, a.atttypmod) as type,
       base.typname as base,
       base.typcategory::text as category,
       a.attnotnull or t.typnotnull as is_required,
       d.adbin is not null as is_defaulted,
       case when mod.typmod < 4 then 0
            when base.typname in ('varchar', 'bpchar') then mod.typmod - 4
            when base.typname in ('bit', 'varbit') then mod.typmod
            when base.typname = 'numeric' then ((mod.typmod - 4) >> 16) & 65535
            else 0 end as length,
       case when mod.typmod >= 4 and base.typname = 'numeric' then (mod.typmod - 4) & 2047 else 0 end as scale,
       (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = base.oid) as labels
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join (pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum)
         on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
        and coalesce(pg_get_expr(d.adbin, d.adrelid), '') not like 'nextval(%'
  left join pg_type t on t.oid = a.atttypid
  left join pg_type base on base.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
  left join lateral (select case when a.atttypmod >= 0 then a.atttypmod else t.typtypmod end as typmod) mod on true
 where c.relkind in ('r', 'p')
   and not c.relispartition
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend m
                    where m.classid = 'pg_class'::regclass and m.objid = c.oid and m.deptype = 'e')
   and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'Written by Upshift%'
 order by 1, a.attnum
