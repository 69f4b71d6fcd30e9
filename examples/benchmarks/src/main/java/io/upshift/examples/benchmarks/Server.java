package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server that hands out empty databases.
 *
 * <p>None is dropped before the end: ext4 avoids the inodes of files that were deleted in the last seconds, which makes
 * the next {@code CREATE TABLE} two to four times slower.
 */
final class Server implements AutoCloseable {
    private final @Nullable Database admin;
    private final @Nullable Runnable stop;
    private final String prefix = "bench_" + ProcessHandle.current().pid() + "_";
    private final List<String> created = new ArrayList<>();

    private Server(@Nullable Database admin, @Nullable Runnable stop) {
        this.admin = admin;
        this.stop = stop;
    }

    static Server embedded() {
        EmbeddedServer embedded = EmbeddedServer.start();
        return new Server(embedded.database(), embedded::stop);
    }

    /** For what needs no database. */
    static Server none() {
        return new Server(null, null);
    }

    /** A server that runs already; its role must be allowed to create databases. */
    static Server at(String url) {
        return new Server(Database.at(url), null);
    }

    Database create() throws SQLException {
        String name = prefix + created.size();
        execute("create database " + name);
        created.add(name);
        return admin().named(name);
    }

    /** How the server runs, for the reader of the figures. */
    String describe() throws SQLException {
        String settings = "select string_agg(name || '=' || current_setting(name), ' ' order by name)"
                + " from pg_settings where name in ('server_version', 'fsync', 'full_page_writes', 'synchronous_commit',"
                + " 'shared_buffers', 'max_wal_size', 'checkpoint_timeout')";
        try (Connection connection = admin().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(settings)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        if (stop != null) {
            stop.run();
            return;
        }
        for (String name : created) {
            execute("drop database if exists " + name + " with (force)");
        }
    }

    private Database admin() {
        return Objects.requireNonNull(admin, "this scenario has no server");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = admin().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
