-- Keys, foreign keys and checks; a unique index that no constraint stands for is a key as well.
select format('%I.%I', n.nspname, c.relname) as of_table,
       k.contype::text as kind,
       (select array_agg(quote_ident(a.attname) order by u.position)
          from unnest(k.conkey) with ordinality u (number, position)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as columns,
       (select format('%I.%I', pn.nspname, p.relname)
          from pg_class p join pg_namespace pn on pn.oid = p.relnamespace where p.oid = k.confrelid) as parent,
       (select array_agg(quote_ident(a.attname) order by u.position)
          from unnest(k.confkey) with ordinality u (number, position)
          join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number) as parent_columns,
       pg_get_constraintdef(k.oid) as definition
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  join pg_namespace n on n.oid = c.relnamespace
 where k.contype in ('p', 'u', 'f', 'c')
union all
select format('%I.%I', n.nspname, c.relname), 'u',
       array[(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0])],
       null, null, ''
  from pg_index i
  join pg_class c on c.oid = i.indrelid
  join pg_namespace n on n.oid = c.relnamespace
 where i.indisunique and i.indnkeyatts = 1 and i.indkey[0] > 0 and n.nspname !~ '^pg_'
 order by 1, 2, 3
