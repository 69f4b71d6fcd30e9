package io.upshift.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates and drops the databases of one server; safe for use by several threads. */
final class Databases {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    private final ServerHost host;
    private final String prefix = "test_" + UUID.randomUUID().toString().substring(0, 8) + "_";
    private final AtomicInteger counter = new AtomicInteger();
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    Databases(ServerHost host) {
        this.host = host;
    }

    Database fresh() {
        return create("template0", " encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
    }

    Database copyOf(Database template) {
        return create(template.name(), "");
    }

    /** The database of this name, made if it is not there; it is not dropped on close. */
    Database named(String name) {
        try (Connection connection = connect()) {
            if (!exists(connection, name)) {
                execute(connection, "create database " + quote(name) + " template template0 encoding 'UTF8'");
            }
        } catch (SQLException e) {
            throw failure("The database " + name + " was not created", e);
        }
        return new Database(host.address(), name, () -> {});
    }

    int version() {
        try (Connection connection = connect()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw failure("The version of the server is unknown", e);
        }
    }

    boolean terminate(int pid) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("select pg_terminate_backend(?)")) {
            statement.setInt(1, pid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw failure("The backend " + pid + " was not ended", e);
        }
    }

    /** Drops what is still open; failing to drop is told and no more, since it ends something that is over. */
    void dropAll() {
        if (!host.discardsData()) {
            open.forEach(this::drop);
        }
    }

    private Database create(String template, String options) {
        String name = prefix + counter.incrementAndGet();
        try (Connection connection = connect()) {
            execute(connection, "create database " + quote(name) + " template " + quote(template) + options);
        } catch (SQLException e) {
            throw failure(
                    "A copy of the database " + template + " was not created"
                            + " (a database with open connections cannot be copied)",
                    e);
        }
        open.add(name);
        return new Database(host.address(), name, () -> drop(name));
    }

    private void drop(String name) {
        if (!open.remove(name)) {
            return;
        }
        try (Connection connection = connect()) {
            execute(connection, "drop database if exists " + quote(name) + " with (force)");
        } catch (SQLException e) {
            LOG.warn("The database {} was not dropped: {}", name, e.getMessage());
        }
    }

    private Connection connect() throws SQLException {
        return host.address().maintenance().getConnection();
    }

    private IllegalStateException failure(String what, SQLException cause) {
        return new IllegalStateException(
                what + " · " + host.address() + " · " + cause.getMessage()
                        + " · check that the server runs and that its user may create databases",
                cause);
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        String query = "select from pg_catalog.pg_database where datname = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
