package io.upshift.postgres.change;

import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Asks the server which columns expressions read: it knows for a view, which goes again at once. */
final class Inputs {
    private static final String READ = "select distinct a.attname from pg_catalog.pg_depend d"
            + " join pg_catalog.pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid"
            + " left join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid"
            + " and a.attnum > 0 where r.ev_class = to_regclass(?) and d.refclassid = 'pg_class'::regclass"
            + " and d.refobjid = cast(? as oid) and d.refobjsubid <> 0";

    private Inputs() {}

    static Set<String> of(PostgresSession db, LiveTable table, String view, Collection<String> expressions)
            throws SQLException, StepException {
        if (expressions.isEmpty()) {
            return Set.of();
        }
        List<String> selected = new ArrayList<>();
        for (String expression : expressions) {
            selected.add("(" + expression + "\n) as c" + selected.size());
        }
        Reading reading = new Reading(db);
        try {
            reading.execute("create view " + table.in(view) + " as select " + String.join(", ", selected) + " from "
                    + table.sql());
        } catch (SQLException e) {
            throw refused(expressions, e);
        }
        Set<String> read = new TreeSet<>();
        for (List<@Nullable String> row : reading.rows(READ, table.in(view), table.oid())) {
            read.add(String.valueOf(row.get(0)));
        }
        reading.execute("drop view " + table.in(view));
        return read;
    }

    /** Class 42 is about the statement and never about rows. */
    private static StepException refused(Collection<String> expressions, SQLException e) throws SQLException {
        if (!String.valueOf(e.getSQLState()).startsWith("42")) {
            throw e;
        }
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new StepException(
                "PostgreSQL doesn't understand " + String.join(" or ", expressions) + " (" + said + ")",
                "correct the expression; nothing was changed");
    }
}
