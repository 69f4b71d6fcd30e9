package io.upshift.postgres.change;

import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.SQLException;
import java.util.List;

/** Names that somebody may have meant. */
final class Candidates {
    private static final int MOST = 20;

    private static final String TABLES = "select case when pg_catalog.pg_table_is_visible(c.oid) then c.relname::text"
            + " else n.nspname || '.' || c.relname end from pg_catalog.pg_class c"
            + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p')"
            + " and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'"
            + " order by c.relname like '%' || ? || '%' desc, 1 limit " + MOST;

    private Candidates() {}

    /** In brackets, for the end of a sentence; empty when there are none. */
    static String of(PostgresSession db, TableName wanted) throws SQLException {
        List<String> tables = new Reading(db).texts(TABLES, wanted.name());
        return tables.isEmpty() ? "" : " (there are " + String.join(", ", tables) + ")";
    }
}
