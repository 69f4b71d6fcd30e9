with wanted as (
    select w.key, c.oid, c.relkind
    from unnest(?::text[], ?::text[]) as w (key, name)
    join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(w.name)
)
select w.key, 'column' as kind, a.attname::text as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
    a.attnotnull as flag, a.atthasdef as flag2, null::text[] as columns,
    null::text as references_schema, null::text as references_table, null::text as expression
from wanted w join pg_catalog.pg_attribute a on a.attrelid = w.oid
where a.attnum > 0 and not a.attisdropped
union all
select w.key, 'index', i.relname::text, null, x.indisunique, x.indpred is not null,
    array(
        select coalesce(a.attname::text, '')
        from pg_catalog.unnest(x.indkey::smallint[]) with ordinality as k (attnum, place)
        left join pg_catalog.pg_attribute a on a.attrelid = w.oid and a.attnum = k.attnum and k.attnum > 0
        where k.place <= x.indnkeyatts
        order by k.place
    ), null, null, null
from wanted w
join pg_catalog.pg_index x on x.indrelid = w.oid
join pg_catalog.pg_class i on i.oid = x.indexrelid
where x.indisvalid
union all
select w.key, 'constraint', c.conname::text, c.contype::text, c.convalidated, false,
    array(
        select a.attname::text
        from pg_catalog.unnest(c.conkey) with ordinality as k (attnum, place)
        join pg_catalog.pg_attribute a on a.attrelid = w.oid and a.attnum = k.attnum
        order by k.place
    ), n.nspname::text, r.relname::text, pg_catalog.pg_get_expr(c.conbin, c.conrelid)
from wanted w
join pg_catalog.pg_constraint c on c.conrelid = w.oid
left join pg_catalog.pg_class r on r.oid = c.confrelid
left join pg_catalog.pg_namespace n on n.oid = r.relnamespace
where c.contype in ('c', 'f', 'p', 'u', 'x')
union all
select w.key, 'partitioned', '', null, true, false, null, null, null, null
from wanted w where w.relkind = 'p'
