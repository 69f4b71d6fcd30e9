package io.upshift.postgres.change;

import io.upshift.StepException;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as it is now.
 *
 * @param kind as in pg_class
 */
record LiveTable(TableName name, String schema, String oid, String kind, Map<String, Column> columns) {
    private static final String TABLE = "select n.nspname, c.oid, c.relkind from pg_catalog.pg_class c"
            + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass(?)";

    private static final String COLUMNS = "select a.attname, format_type(a.atttypid, a.atttypmod),"
            + " case when a.attcollation <> t.typcollation then (select format('%I.%I', cn.nspname, co.collname)"
            + " from pg_catalog.pg_collation co join pg_catalog.pg_namespace cn on cn.oid = co.collnamespace"
            + " where co.oid = a.attcollation) end, a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attgenerated <> '',"
            + " a.attidentity <> '', a.attnum from pg_catalog.pg_attribute a"
            + " join pg_catalog.pg_type t on t.oid = a.atttypid"
            + " left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum"
            + " where a.attrelid = cast(? as oid) and a.attnum > 0 and not a.attisdropped order by a.attnum";

    static LiveTable read(PostgresSession db, TableName name) throws SQLException, StepException {
        Reading reading = new Reading(db);
        List<List<@Nullable String>> found = reading.rows(TABLE, name.sql());
        if (found.isEmpty()) {
            throw new StepException(
                    "there is no table " + name.plain() + Candidates.of(db, name),
                    "correct the name, or put the migration that makes it before this one; nothing was changed");
        }
        String oid = String.valueOf(found.get(0).get(1));
        Map<String, Column> columns = new LinkedHashMap<>();
        for (List<@Nullable String> row : reading.rows(COLUMNS, oid)) {
            String column = String.valueOf(row.get(0));
            columns.put(
                    column,
                    new Column(
                            column,
                            String.valueOf(row.get(1)),
                            row.get(2),
                            "t".equals(row.get(3)),
                            row.get(4),
                            "t".equals(row.get(5)),
                            "t".equals(row.get(6)),
                            Integer.parseInt(String.valueOf(row.get(7)))));
        }
        String schema = String.valueOf(found.get(0).get(0));
        return new LiveTable(name, schema, oid, String.valueOf(found.get(0).get(2)), columns);
    }

    /** Quoted and in full. */
    String sql() {
        return in(name.name());
    }

    /** Something else in the same schema. */
    String in(String other) {
        return new TableName(schema, other).sql();
    }

    Column column(String column) throws StepException {
        Column found = columns.get(column);
        if (found == null) {
            throw new StepException(
                    "there is no column " + column + " in " + name.plain(),
                    "use one of " + String.join(", ", columns.keySet()) + "; nothing was changed");
        }
        return found;
    }

    static String quoted(String name) {
        return Identifiers.quoted(name);
    }
}
