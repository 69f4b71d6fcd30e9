package io.upshift.postgres.health;

import io.upshift.Health;
import io.upshift.Preflight.Detail;
import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A look at a database: invalid indexes, foreign keys without an index, constraints that were never validated, tables
 * without a primary key, sequences near their end, dead rows, old transactions, and a few counts.
 *
 * <p>Two queries on the catalog and the statistics, however many tables there are; no row of a table is read. At most 50
 * findings of each rule. Without the role {@code pg_read_all_stats} it sees only the sessions of its own role.
 */
public final class Examination {
    private static final Duration OLD = Duration.ofMinutes(5);

    private Examination() {}

    /** Reads over a connection in autocommit, and leaves its settings as they were. */
    public static Health of(Connection connection) throws SQLException {
        return of(connection, OLD);
    }

    /** @param old from when on a transaction is old */
    static Health of(Connection connection, Duration old) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        SortedMap<String, Long> figures = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            // One message is one transaction, so that the settings end with it.
            statement.execute(settings(old) + text("findings.sql") + ";\n" + text("figures.sql"));
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    findings.add(finding(rows));
                }
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    figures.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return new Health(figures, findings);
    }

    private static String settings(Duration old) {
        return "select pg_catalog.set_config('search_path', '', true), pg_catalog.set_config('upshift.old', '"
                + old.toSeconds() + " s', true);\n";
    }

    private static Finding finding(ResultSet row) throws SQLException {
        return new Finding(
                Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                row.getString("rule"),
                null,
                row.getString("what"),
                row.getString("next"),
                new Detail(null, row.getString("subject"), row.getString("recipe"), null, Map.of()));
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(Examination.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + resource + " can't be read", e);
        }
    }
}
