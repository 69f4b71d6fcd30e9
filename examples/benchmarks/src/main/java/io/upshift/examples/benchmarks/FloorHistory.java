package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The history table of the floor. */
final class FloorHistory {
    static final String INSERT = "insert into floor_history (id, checksum) values (?, ?)";
    private static final String UNDEFINED_TABLE = "42P01";

    private FloorHistory() {}

    /** The recorded checksums by migration, in one statement; empty when there is no history. */
    static Map<Integer, String> read(Connection connection) throws SQLException {
        Map<Integer, String> history = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select id, checksum from floor_history");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                history.put(rows.getInt(1), rows.getString(2));
            }
        } catch (SQLException e) {
            if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
        return history;
    }

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists floor_history (id integer primary key,"
                    + " checksum text not null, applied_at timestamptz not null default now())");
        }
    }
}
