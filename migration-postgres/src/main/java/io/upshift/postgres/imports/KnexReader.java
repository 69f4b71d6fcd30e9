package io.upshift.postgres.imports;

import io.upshift.Adopted;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Knex's history: file names that begin with a time stamp; no checksums. */
final class KnexReader implements HistoryReader {
    @Override
    public ForeignHistory read(Connection connection, String table, MigrationFiles files) throws SQLException {
        List<Adopted> applied = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select name, migration_time::date::text as day from " + table + " order by id")) {
            while (row.next()) {
                String name = row.getString("name");
                StampedName.of(name.replaceFirst("\\.[A-Za-z]+$", ""))
                        .ifPresentOrElse(
                                id -> applied.add(new Adopted(id, name + " (by Knex)", "")),
                                () -> problems.add(name + " begins with no time stamp: it can't be put in order"));
            }
        }
        return new ForeignHistory(applied, problems, applied.size());
    }
}
