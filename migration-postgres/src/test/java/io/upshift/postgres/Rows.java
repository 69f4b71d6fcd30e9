package io.upshift.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A few statements of a test, each on a connection of its own. */
record Rows(DataSource source) {
    private static final int TRIES = 3000;

    void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    String text(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Waits until a condition holds on the server. */
    void await(String condition) throws SQLException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            if (text(condition).equals("t")) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("It never came true: " + condition);
    }
}
