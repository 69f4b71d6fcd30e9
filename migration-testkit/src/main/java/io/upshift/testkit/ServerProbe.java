package io.upshift.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a port answers when it is asked whether it serves a data directory. */
enum ServerProbe {
    SERVES,
    STARTING,
    SILENT;

    private static final String CANNOT_CONNECT_NOW = "57P03";

    static ServerProbe ask(ServerAddress address, Path data) {
        String url = address.url() + "?connectTimeout=2&socketTimeout=2&loginTimeout=3";
        try (Connection connection = DriverManager.getConnection(url, address.user(), address.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('data_directory')")) {
            return row.next() && Files.isSameFile(data, Path.of(row.getString(1))) ? SERVES : SILENT;
        } catch (SQLException e) {
            return CANNOT_CONNECT_NOW.equals(e.getSQLState()) ? STARTING : SILENT;
        } catch (IOException e) {
            return SILENT; // it serves a directory that this process cannot even see
        }
    }
}
