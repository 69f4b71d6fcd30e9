package io.upshift.postgres.lint;

import io.upshift.MigrationException;
import io.upshift.postgres.Identifiers;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.lint.KnownTable.KnownConstraint;
import io.upshift.postgres.lint.KnownTable.KnownIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database about the tables that a change touches: two queries, however many they are, in a transaction that reads
 * only and waits at most a second for a lock.
 */
final class LiveSchema {
    private static final String SIZES = "pg_table_size(part.oid)";
    private static final String INDEX_SIZES = "pg_indexes_size(part.oid)";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Map<String, Name> wanted;
    private final Map<String, TableFacts> facts = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private int version;
    private int replicas;

    /** A column, constraint or index of a table, as the catalog has it. */
    private record Part(
            String key,
            String kind,
            String name,
            String type,
            boolean flag,
            boolean flag2,
            List<String> columns,
            @Nullable Name references,
            @Nullable String expression) {}

    private LiveSchema(Map<String, Name> wanted) {
        this.wanted = wanted;
    }

    /** @throws MigrationException when the database can't be asked */
    static LiveSchema read(PostgresTarget target, Map<String, Name> wanted) {
        LiveSchema live = new LiveSchema(wanted);
        try (Connection connection = target.another()) {
            connection.setAutoCommit(false);
            try {
                live.read(connection, false);
            } catch (SQLException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
                // Somebody has locked one of the tables, and its size can't be asked; the statistics know it roughly.
                connection.rollback();
                live.read(connection, true);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            return live;
        } catch (SQLException e) {
            throw MigrationException.failed(
                    "The tables that the migrations change can't be looked at · " + target.describe(),
                    "check the connection, or lint without a database",
                    e);
        }
    }

    LiveFacts facts() {
        return new LiveFacts(version, replicas, Map.copyOf(facts));
    }

    /** What is there before the first statement. */
    KnownSchema known(String schema) {
        KnownSchema known = new KnownSchema(schema);
        for (String key : facts.keySet()) {
            known.put(table(key), new KnownTable(KnownTable.BEFORE, false, true));
        }
        for (Part part : parts) {
            Name table = table(part.key());
            KnownTable into = known.table(table);
            switch (part.kind()) {
                case "column" -> {
                    into.type(part.name(), DataType.ofCatalog(part.type()));
                    into.notNull(part.name(), part.flag());
                    into.hasDefault(part.name(), part.flag2());
                }
                case "index" ->
                    known.index(
                            table,
                            new KnownIndex(part.name(), part.columns(), part.flag(), part.flag2(), KnownTable.BEFORE));
                case "partitioned" -> into.partitioned(true);
                default -> into.constraints().add(constraint(part));
            }
        }
        return known;
    }

    private Name table(String key) {
        Name name = wanted.get(key);
        return name == null ? Name.of(key) : name;
    }

    private static KnownConstraint constraint(Part part) {
        Constraint.Kind kind = switch (part.type()) {
            case "f" -> Constraint.Kind.FOREIGN_KEY;
            case "u" -> Constraint.Kind.UNIQUE;
            case "p" -> Constraint.Kind.PRIMARY_KEY;
            case "x" -> Constraint.Kind.EXCLUDE;
            default -> Constraint.Kind.CHECK;
        };
        Expression condition = part.expression() == null ? null : Expression.of(part.expression(), Set.of());
        Constraint constraint = new Constraint(
                kind, part.name(), part.columns(), part.references(), List.of(), condition, null, !part.flag(), "");
        return new KnownConstraint(part.name(), constraint, part.flag(), KnownTable.BEFORE);
    }

    private void read(Connection connection, boolean roughly) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "set transaction read only; set local lock_timeout = '1s'; set local statement_timeout = '30s'");
        }
        String sql = resource("facts.sql");
        String asked =
                roughly ? sql.replace(SIZES, "part.relpages * 8192::bigint").replace(INDEX_SIZES, "0::bigint") : sql;
        try (PreparedStatement query = connection.prepareStatement(asked)) {
            bind(connection, query);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    version = row.getInt("version");
                    replicas = row.getInt("replicas");
                    if (row.getString("key") != null) {
                        facts.put(
                                row.getString("key"),
                                new TableFacts(
                                        row.getLong("bytes"),
                                        row.getLong("index_bytes"),
                                        row.getLong("rows"),
                                        row.getBoolean("published")));
                    }
                }
            }
        }
        try (PreparedStatement query = connection.prepareStatement(resource("parts.sql"))) {
            bind(connection, query);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    parts.add(part(row));
                }
            }
        }
    }

    private static Part part(ResultSet row) throws SQLException {
        Array columns = row.getArray("columns");
        String references = row.getString("references_table");
        return new Part(
                row.getString("key"),
                row.getString("kind"),
                row.getString("name"),
                row.getString("type"),
                row.getBoolean("flag"),
                row.getBoolean("flag2"),
                columns == null ? List.of() : List.of((String[]) columns.getArray()),
                references == null ? null : new Name(row.getString("references_schema"), references),
                row.getString("expression"));
    }

    private void bind(Connection connection, PreparedStatement query) throws SQLException {
        List<String> names = new ArrayList<>();
        for (String key : wanted.keySet()) {
            int dot = key.indexOf('.');
            names.add(Identifiers.quoted(key.substring(0, dot)) + "." + Identifiers.quoted(key.substring(dot + 1)));
        }
        query.setArray(1, connection.createArrayOf("text", wanted.keySet().toArray()));
        query.setArray(2, connection.createArrayOf("text", names.toArray()));
    }

    private static String resource(String name) {
        try (InputStream in = LiveSchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
