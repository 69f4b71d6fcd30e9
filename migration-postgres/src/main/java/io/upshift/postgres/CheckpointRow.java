package io.upshift.postgres;

import io.upshift.Batch;
import io.upshift.BatchKey;
import io.upshift.Checkpoint;
import io.upshift.Direction;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads how far a step is. */
final class CheckpointRow {
    private CheckpointRow() {}

    static Optional<Checkpoint> read(Connection connection, BatchTables tables, BatchKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.read())) {
            BatchTables.bind(statement, 1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(checkpoint(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            if (SqlErrors.isMissingTable(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Checkpoint checkpoint(ResultSet row) throws SQLException {
        return new Checkpoint(
                Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                row.getInt("ranges"),
                row.getInt("finished"),
                row.getLong("passed"),
                row.getLong("changed"),
                row.getLong("total"),
                row.getLong("failed_keys"),
                row.getBoolean("is_paused"),
                row.getString("barrier"),
                instant(row, "opened_at"),
                instant(row, "moved_at"),
                measured(texts(row, "measured_names"), texts(row, "measured_values")),
                done(row));
    }

    private static List<Batch.Range> done(ResultSet row) throws SQLException {
        List<Batch.Range> done = new ArrayList<>();
        Array array = row.getArray("done");
        if (array != null) {
            for (Object range : (Object[]) array.getArray()) {
                Object[] keys = (Object[]) range;
                done.add(new Batch.Range((String) keys[0], (String) keys[1], (String) keys[2]));
            }
        }
        return done;
    }

    private static Map<String, String> measured(String[] names, String[] values) {
        Map<String, String> measured = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            measured.put(names[i], values[i]);
        }
        return measured;
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
