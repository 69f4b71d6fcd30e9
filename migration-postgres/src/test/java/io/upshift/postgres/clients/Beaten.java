package io.upshift.postgres.clients;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Waits until an instance has beaten. */
final class Beaten {
    private static final int TRIES = 2000;

    private Beaten() {}

    static void await(DataSource source, Instance instance) throws SQLException, InterruptedException {
        try (Connection connection = source.getConnection();
                PreparedStatement look =
                        connection.prepareStatement("select exists (select from upshift_instances where"
                                + " service = ? and instance = ? and version = ? and stopped_at is null)")) {
            look.setString(1, instance.service());
            look.setString(2, instance.id());
            look.setString(3, instance.version());
            for (int i = 0; i < TRIES; i++) {
                try (ResultSet row = look.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return;
                    }
                } catch (SQLException e) {
                    if (!"42P01".equals(e.getSQLState())) { // its table is on the way
                        throw e;
                    }
                }
                Thread.sleep(10);
            }
        }
        throw new AssertionError(instance + " has not beaten");
    }
}
