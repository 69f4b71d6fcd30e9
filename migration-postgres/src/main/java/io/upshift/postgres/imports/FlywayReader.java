package io.upshift.postgres.imports;

import io.upshift.Adopted;
import io.upshift.MigrationId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Flyway's history: a row for each migration and undo, of which the last one of a version counts.
 *
 * <p>Its checksum is a CRC-32 over a file's lines without their ends, see
 * <a href="https://documentation.red-gate.com/flyway/flyway-concepts/migrations/migration-checksums">Flyway's
 * documentation</a>; migrations in Java have none.
 */
final class FlywayReader implements HistoryReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    @Override
    public ForeignHistory read(Connection connection, String table, MigrationFiles files)
            throws SQLException, IOException {
        Map<MigrationId, Adopted> applied = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        int unchecked = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select version, description, type, script, checksum, installed_by,"
                                + " installed_on::date::text as day, success from " + table
                                + " order by installed_rank")) {
            while (row.next()) {
                String type = row.getString("type");
                if (type.equals("SCHEMA")) {
                    continue;
                }
                MigrationId id = id(row.getString("version"), row.getString("description"));
                if (type.equals("DELETE") || type.startsWith("UNDO")) {
                    applied.remove(id);
                } else if (!row.getBoolean("success")) {
                    problems.add(id + " failed: let Flyway repair it, and apply it, first");
                } else {
                    applied.remove(id);
                    applied.put(
                            id,
                            new Adopted(
                                    id,
                                    row.getString("description") + " (by Flyway on " + row.getString("day") + ")",
                                    row.getString("installed_by")));
                    unchecked += check(row, id, files, problems) ? 0 : 1;
                }
            }
        }
        return new ForeignHistory(List.copyOf(applied.values()), problems, unchecked);
    }

    private static MigrationId id(String version, String description) {
        String name = description.strip().isEmpty()
                ? "migration"
                : description.strip().replace(' ', '_');
        return version == null ? MigrationId.repeatable(name) : MigrationId.of(version, name);
    }

    /** Whether there was a file to compare with. */
    private static boolean check(ResultSet row, MigrationId id, MigrationFiles files, List<String> problems)
            throws SQLException, IOException {
        int checksum = row.getInt("checksum");
        boolean hasNone = row.wasNull();
        Optional<Path> file = files.find(row.getString("script"));
        if (hasNone || file.isEmpty()) {
            return false;
        }
        if (checksum(file.get()) != checksum) {
            problems.add(id + " isn't what was applied: the checksum of " + row.getString("script") + " is another");
        }
        return true;
    }

    static int checksum(Path file) throws IOException {
        CRC32 crc = new CRC32();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            boolean isFirst = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean hasMark = isFirst && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
                crc.update((hasMark ? line.substring(1) : line).getBytes(StandardCharsets.UTF_8));
                isFirst = false;
            }
        }
        return (int) crc.getValue();
    }
}
