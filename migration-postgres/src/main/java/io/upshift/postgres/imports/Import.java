package io.upshift.postgres.imports;

import io.upshift.MigrationException;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresTarget;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds another tool's history in a target's schema, and reads it. */
record Import(PostgresTarget target, Tool tool, String table) {

    ForeignHistory read(MigrationFiles files) throws SQLException, IOException {
        try (Connection connection = target.another()) {
            if (!exists(connection, table)) {
                throw MigrationException.usage(
                        "There is no table " + table + " in the schema " + target.schema() + " of " + target.describe(),
                        "name it with --table; there is " + known(connection));
            }
            String name = Identifiers.quoted(target.schema()) + "." + Identifiers.quoted(table);
            return tool.reader().read(connection, name, files);
        } catch (SQLException e) {
            if ("42703".equals(e.getSQLState())) {
                throw MigrationException.failed(
                        "The table " + table + " isn't a history of " + tool.word() + " that is known here: a column is"
                                + " missing",
                        "look whether --from and --table go together",
                        null);
            }
            throw e;
        }
    }

    private String known(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        for (String candidate : Tool.tables()) {
            if (exists(connection, candidate)) {
                found.add(candidate);
            }
        }
        return found.isEmpty() ? "none that a known tool keeps (" + Tool.words() + ")" : String.join(", ", found);
    }

    private boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select exists (select from pg_catalog.pg_class c"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " where n.nspname = ? and c.relname = ? and c.relkind in ('r', 'p'))")) {
            query.setString(1, target.schema());
            query.setString(2, name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
