package io.upshift.postgres;

import io.upshift.MigrationException;
import io.upshift.SchemaChange;
import io.upshift.postgres.sql.SqlScript;
import io.upshift.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the schema of one database anew in another, and says where the two still differ.
 *
 * <p>The statements come in an order that is nearly right: one that fails is tried again after the others, for as long as
 * that gets further.
 */
record SchemaCopy(PostgresTarget from, PostgresTarget to) {
    private static final int SHOWN = 20;

    /** What could not be made, in words. */
    List<String> copy() {
        try (Connection connection = to.another()) {
            Map<SqlStatement, String> failed = execute(connection, SqlScript.parse("the schema", ddl()));
            return untrue(failed);
        } catch (SQLException e) {
            throw SqlErrors.run("The schema could not be copied into the scratch database", e);
        }
    }

    private String ddl() {
        try {
            return SchemaDdl.between(to, from);
        } catch (NoClassDefFoundError e) {
            throw MigrationException.usage(
                    "A schema can't be copied without the library that words it",
                    "put org.pgcodekeeper:pgcodekeeper-core on the class path");
        }
    }

    private static Map<SqlStatement, String> execute(Connection connection, SqlScript script) throws SQLException {
        Map<SqlStatement, String> failed = new LinkedHashMap<>();
        try (Statement send = connection.createStatement()) {
            send.setEscapeProcessing(false);
            send.execute("set check_function_bodies = off; set search_path = pg_catalog");
            List<SqlStatement> left = script.statements();
            int before = Integer.MAX_VALUE;
            while (!left.isEmpty() && left.size() < before) {
                before = left.size();
                failed.clear();
                for (SqlStatement statement : left) {
                    try {
                        send.execute(statement.text());
                    } catch (SQLException e) {
                        failed.put(statement, SqlErrors.message(e));
                    }
                }
                left = new ArrayList<>(failed.keySet());
            }
        }
        return failed;
    }

    /** The copy itself is looked at, rather than whether each statement worked. */
    private List<String> untrue(Map<SqlStatement, String> failed) {
        SchemaChange difference = from.inspect().differenceFrom(to.inspect());
        List<String> untrue = new ArrayList<>();
        if (!difference.isEmpty()) {
            failed.forEach((statement, error) -> untrue.add("not copied: " + statement.firstLine() + " · " + error));
            difference.lines().forEach(line -> untrue.add("the copy differs from the schema: " + line));
        }
        return untrue.size() <= SHOWN ? untrue : more(untrue.subList(0, SHOWN), untrue.size() - SHOWN);
    }

    private static List<String> more(List<String> shown, int more) {
        List<String> all = new ArrayList<>(shown);
        all.add("and " + more + " more");
        return all;
    }
}
