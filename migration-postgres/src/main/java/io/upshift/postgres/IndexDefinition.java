package io.upshift.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an index is, compared with what a statement makes.
 *
 * <p>The server itself says what the statement makes: it is executed on an empty temporary copy of the table, in a
 * transaction that is rolled back. Where that can't be done (a comment inside the statement's head, no right to make
 * temporary tables), an index of that name on that table is believed to be the one.
 */
record IndexDefinition(String sql, String index, String table) {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\"(.;]+)";
    private static final Pattern STATEMENT = Pattern.compile(
            "\\s*create\\s+(unique\\s+)?index\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?(" + NAME
                    + ")\\s+on\\s+(?:only\\s+)?(?:" + NAME + "\\s*\\.\\s*)*" + NAME + "(\\s*\\(.*|\\s+using\\b.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** An index lies in its table's schema, whatever the search path. */
    private static final String FIND =
            "select format('%I.%I', n.nspname, c.relname), coalesce(i.indrelid = t.oid, false),"
                    + " coalesce(i.indisvalid and i.indisready and i.indislive, false),"
                    + " coalesce(pg_get_indexdef(i.indexrelid), 'it is no index')"
                    + " from pg_class t join pg_namespace n on n.oid = t.relnamespace"
                    + " join pg_class c on c.relnamespace = t.relnamespace and c.relname = ?"
                    + " left join pg_index i on i.indexrelid = c.oid where t.oid = to_regclass(?)";

    private static final String COPY = "select format('create temp table %I (like %I.%I including generated including"
            + " identity)', c.relname, n.nspname, c.relname), format('pg_temp.%I', c.relname)"
            + " from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass(?)";

    private static final String MADE = "select pg_get_indexdef(c.oid) from pg_class c"
            + " where c.relnamespace = pg_my_temp_schema() and c.relname = ?";

    /**
     * What bears the name.
     *
     * @param name with its schema, quoted
     * @param isOnTable whether it is an index on the statement's table
     */
    record Found(String name, boolean isOnTable, boolean isValid, String definition) {}

    @Nullable
    Found find(PostgresSession session) throws SQLException {
        try (PreparedStatement find = session.connection().prepareStatement(FIND)) {
            find.setString(1, unquoted(index));
            find.setString(2, table);
            try (ResultSet row = find.executeQuery()) {
                return row.next()
                        ? new Found(row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getString(4))
                        : null;
            }
        }
    }

    /** The statement for one table, which may be a partition; null when it can't be taken apart. */
    @Nullable
    String on(String how, String name, String qualifiedTable) {
        Matcher statement = STATEMENT.matcher(sql);
        if (!statement.matches()) {
            return null;
        }
        String unique = statement.group(1) == null ? "" : "unique ";
        return "create " + unique + "index " + how + name + " on " + (how.isEmpty() ? "only " : "") + qualifiedTable
                + statement.group(3);
    }

    /** Whether two definitions differ in nothing but names of index and table. */
    static boolean isSame(String one, String other) {
        return withoutNames(one).equals(withoutNames(other));
    }

    boolean isMadeBy(PostgresSession session, Found found) throws SQLException {
        if (!found.isOnTable()) {
            return false;
        }
        String made = made(session.connection());
        return made == null || withoutTable(made).equals(withoutTable(found.definition()));
    }

    private @Nullable String made(Connection connection) throws SQLException {
        Matcher statement = STATEMENT.matcher(sql);
        if (!statement.matches()) {
            return null;
        }
        execute(connection, "begin");
        try {
            return onCopy(connection, statement);
        } catch (SQLException e) {
            if (SqlErrors.isConnectionLost(e)) {
                throw e;
            }
            log.debug("The definition of {} could not be had: {}", index, SqlErrors.message(e));
            return null;
        } finally {
            rollback(connection);
        }
    }

    private @Nullable String onCopy(Connection connection, Matcher statement) throws SQLException {
        String copy;
        try (PreparedStatement look = connection.prepareStatement(COPY)) {
            look.setString(1, table);
            try (ResultSet row = look.executeQuery()) {
                row.next();
                execute(connection, row.getString(1));
                copy = row.getString(2);
            }
        }
        String unique = statement.group(1) == null ? "" : "unique ";
        execute(connection, "create " + unique + "index " + statement.group(2) + " on " + copy + statement.group(3));
        try (PreparedStatement look = connection.prepareStatement(MADE)) {
            look.setString(1, unquoted(index));
            try (ResultSet row = look.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /** The text before USING differs between the table and its copy, and says nothing that isn't known. */
    private static String withoutTable(String definition) {
        return definition.replaceFirst(" ON (?:ONLY )?.*? USING ", " USING ");
    }

    private static String withoutNames(String definition) {
        return withoutTable(definition).replaceFirst(" INDEX .*? USING ", " INDEX USING ");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static void rollback(Connection connection) {
        try {
            execute(connection, "rollback");
        } catch (SQLException e) {
            log.debug("A look at an index could not be rolled back; the server does it when the session ends", e);
        }
    }

    static String unquoted(String name) {
        boolean quoted = name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
