package io.upshift.postgres.backfill;

import io.upshift.postgres.Identifiers;
import java.util.regex.Pattern;

/**
 * A table as it goes into SQL.
 *
 * @param sql quoted, with its schema where it was given
 */
record TableName(String sql) {
    private static final Pattern QUALIFIED = Pattern.compile("\"(?:[^\"]|\"\")+\"\\.\"(?:[^\"]|\"\")+\"");

    static TableName parse(String name) {
        return new TableName(Identifiers.qualified(name));
    }

    static String of(String schema, String table) {
        return Identifiers.quoted(schema) + "." + Identifiers.quoted(table);
    }

    /** What was kept with a range has to be a name and nothing else before it goes into a statement. */
    static String checked(String part) {
        if (!QUALIFIED.matcher(part).matches()) {
            throw new IllegalArgumentException("A range's table is not a quoted name");
        }
        return part;
    }

    @Override
    public String toString() {
        return sql;
    }
}
