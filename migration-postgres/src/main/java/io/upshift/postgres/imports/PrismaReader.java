package io.upshift.postgres.imports;

import io.upshift.Adopted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Prisma's history: a row for each try; the checksum is the SHA-256 of {@code <name>/migration.sql}. */
final class PrismaReader implements HistoryReader {
    @Override
    public ForeignHistory read(Connection connection, String table, MigrationFiles files)
            throws SQLException, IOException {
        List<Adopted> applied = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int unchecked = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select migration_name, checksum, finished_at is not null as finished"
                                + " from " + table + " where rolled_back_at is null order by started_at")) {
            while (row.next()) {
                String name = row.getString("migration_name");
                var id = StampedName.of(name);
                if (id.isEmpty()) {
                    problems.add(name + " begins with no time stamp: it can't be put in order");
                } else if (!row.getBoolean("finished")) {
                    problems.add(name + " failed: let Prisma resolve it first");
                } else {
                    applied.add(new Adopted(id.get(), name + " (by Prisma)", ""));
                    Optional<Path> file = files.find(name + "/migration.sql");
                    if (file.isEmpty()) {
                        unchecked++;
                    } else if (!sha256(file.get()).equals(row.getString("checksum"))) {
                        problems.add(name + " isn't what was applied: the checksum of its migration.sql is another");
                    }
                }
            }
        }
        return new ForeignHistory(applied, problems, unchecked);
    }

    private static String sha256(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
