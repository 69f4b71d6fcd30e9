package io.upshift.postgres.imports;

import io.upshift.Adopted;
import io.upshift.MigrationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** TypeORM's history: a time stamp and a class name that ends with it; no checksums. */
final class TypeOrmReader implements HistoryReader {
    @Override
    public ForeignHistory read(Connection connection, String table, MigrationFiles files) throws SQLException {
        List<Adopted> applied = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select \"timestamp\", name from " + table + " order by id")) {
            while (row.next()) {
                String stamp = String.valueOf(row.getLong("timestamp"));
                String written = row.getString("name");
                String name =
                        written.endsWith(stamp) ? written.substring(0, written.length() - stamp.length()) : written;
                applied.add(new Adopted(
                        MigrationId.of(stamp, name.isBlank() ? "Migration" : name), written + " (by TypeORM)", ""));
            }
        }
        return new ForeignHistory(applied, List.of(), applied.size());
    }
}
