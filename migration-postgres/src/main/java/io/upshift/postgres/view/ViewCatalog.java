package io.upshift.postgres.view;

import io.upshift.postgres.PostgresSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the catalog says of views, with every name in full. */
final class ViewCatalog {
    private final Connection connection;

    ViewCatalog(PostgresSession session) throws SQLException {
        this.connection = session.connection();
    }

    /** Whether something bears the name. */
    boolean exists(String relation) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement("select to_regclass(?) is not null")) {
            look.setString(1, relation);
            try (ResultSet row = look.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Every view that stands on a relation, those that others stand on first; the relation itself leads if it is one. */
    List<StoredView> standingOn(String relation) throws SQLException {
        String oid = oid(relation);
        return withNamesInFull(() -> {
            List<StoredView> views = new ArrayList<>();
            try (PreparedStatement look = connection.prepareStatement(text("dependants"))) {
                look.setString(1, oid);
                try (ResultSet row = look.executeQuery()) {
                    while (row.next()) {
                        views.add(new StoredView(
                                row.getString(2),
                                row.getBoolean(3),
                                row.getString(4),
                                statements("making", row.getString(1))));
                    }
                }
            }
            return views;
        });
    }

    /** The statements that give a view the privileges that it had. */
    List<String> granting(StoredView view) throws SQLException {
        return withNamesInFull(() -> statements("granting", view.privileges(), view.name()));
    }

    private String oid(String relation) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement("select ?::regclass::oid")) {
            look.setString(1, relation);
            try (ResultSet row = look.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private List<String> statements(String query, @Nullable String... binds) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement look = connection.prepareStatement(text(query))) {
            for (int i = 0; i < binds.length; i++) {
                look.setString(i + 1, binds[i]);
            }
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    statements.add(row.getString(1));
                }
            }
        }
        return statements;
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }

    /** PostgreSQL leaves the schema out of names that the search path finds. An error ends the transaction anyway. */
    private <T> T withNamesInFull(Reading<T> reading) throws SQLException {
        String before = searchPath("");
        T read = reading.read();
        searchPath(before);
        return read;
    }

    private String searchPath(String path) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(
                "with before as materialized (select"
                        + " current_setting('search_path') as path) select path, set_config('search_path', ?, true) from before")) {
            set.setString(1, path);
            try (ResultSet row = set.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static String text(String query) {
        String resource = query + ".sql";
        try (InputStream in = Objects.requireNonNull(ViewCatalog.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + resource + " can't be read", e);
        }
    }
}
