package io.upshift.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** COPY … FROM STDIN with the rows that stand behind it in a file. */
final class CopyRows {
    private CopyRows() {}

    static void run(Connection connection, String sql, String rows) throws SQLException {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(rows));
        } catch (IOException e) {
            throw new SQLException("The rows of a COPY could not be sent", "08006", e);
        }
    }
}
