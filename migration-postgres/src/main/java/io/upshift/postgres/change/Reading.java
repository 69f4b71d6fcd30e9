package io.upshift.postgres.change;

import io.upshift.postgres.PostgresSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions to the catalog, which are no part of what a migration does. */
record Reading(PostgresSession db) {
    /** The rows of a query, as texts. */
    List<List<@Nullable String>> rows(String sql, @Nullable Object... binds) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (PreparedStatement statement = db.connection().prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    List<@Nullable String> texts = new ArrayList<>(columns);
                    for (int i = 1; i <= columns; i++) {
                        texts.add(row.getString(i));
                    }
                    rows.add(texts);
                }
            }
        }
        return rows;
    }

    /** The first column of a query. */
    List<String> texts(String sql, @Nullable Object... binds) throws SQLException {
        return rows(sql, binds).stream().map(row -> String.valueOf(row.get(0))).toList();
    }

    boolean is(String sql, @Nullable Object... binds) throws SQLException {
        List<String> found = texts(sql, binds);
        return !found.isEmpty() && found.get(0).equals("t");
    }

    /** What leaves nothing behind. */
    void execute(String sql) throws SQLException {
        try (Statement statement = db.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
