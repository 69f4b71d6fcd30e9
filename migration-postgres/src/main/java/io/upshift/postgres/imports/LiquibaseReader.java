package io.upshift.postgres.imports;

import io.upshift.Adopted;
import io.upshift.MigrationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Liquibase's history: a row for each change set, which is known by its id, author and file.
 *
 * <p>Change sets have no version, so that they are numbered in the order in which they were executed. Its checksums are
 * over its own model of a change, and can't be compared with anything here.
 */
final class LiquibaseReader implements HistoryReader {
    @Override
    public ForeignHistory read(Connection connection, String table, MigrationFiles files) throws SQLException {
        List<Adopted> applied = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select id, author, filename, exectype, dateexecuted::date::text as day"
                                + " from " + table + " order by orderexecuted, dateexecuted, id")) {
            while (row.next()) {
                String name =
                        row.getString("id") + " by " + row.getString("author") + " in " + row.getString("filename");
                String outcome = row.getString("exectype");
                if (outcome.equals("FAILED")) {
                    problems.add(name + " failed: let Liquibase apply it first");
                } else if (!outcome.equals("SKIPPED")) {
                    applied.add(new Adopted(
                            MigrationId.of(
                                    String.valueOf(applied.size() + 1),
                                    row.getString("id").strip()),
                            name + " (by Liquibase on " + row.getString("day") + ")",
                            row.getString("author")));
                }
            }
        }
        return new ForeignHistory(applied, problems, applied.size());
    }
}
