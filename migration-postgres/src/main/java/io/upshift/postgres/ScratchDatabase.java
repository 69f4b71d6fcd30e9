package io.upshift.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.upshift.Inspectable;
import io.upshift.MigrationException;
import io.upshift.ScratchStore;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database that was made to try things in. */
final class ScratchDatabase implements ScratchStore<PostgresSession> {
    private static final Logger log = LoggerFactory.getLogger(PostgresTarget.class);
    private static final String PREFIX = "upshift_scratch_";

    private final PostgresTarget live;
    private final HikariDataSource server;
    private final HikariDataSource database;
    private final String name;

    private ScratchDatabase(PostgresTarget live, HikariDataSource server, HikariDataSource database, String name) {
        this.live = live;
        this.server = server;
        this.database = database;
        this.name = name;
    }

    static ScratchDatabase make(PostgresTarget live, ScratchServer where) {
        HikariDataSource server = PostgresPool.open(where.url(), where.credentials());
        String name = PREFIX + Long.toHexString(new SecureRandom().nextLong());
        try {
            if (!where.mayBeLive()) {
                refuseLive(live, server);
            }
            execute(server, "create database " + Identifiers.quoted(name) + " template template0");
        } catch (SQLException e) {
            server.close();
            throw SqlErrors.run("No scratch database could be made", e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return new ScratchDatabase(
                live, server, PostgresPool.open(urlOf(where.url(), name), where.credentials()), name);
    }

    @Override
    public Inspectable<PostgresSession> target() {
        return live.on(database);
    }

    @Override
    public List<String> copySchema() {
        return new SchemaCopy(live, live.on(database)).copy();
    }

    @Override
    public void close() {
        try (server) {
            database.close();
            execute(server, "drop database if exists " + Identifiers.quoted(name) + " with (force)");
        } catch (SQLException e) {
            log.warn("The scratch database {} could not be dropped: {}", name, SqlErrors.message(e));
        }
    }

    /** Each server has a number of its own, which a replica has too. */
    private static void refuseLive(PostgresTarget live, HikariDataSource scratch) throws SQLException {
        try (Connection mine = live.another();
                Connection other = scratch.getConnection()) {
            if (identity(mine).equals(identity(other))) {
                throw MigrationException.refused(
                        "A scratch database is wanted on the server that is to be migrated · " + live.describe(),
                        "what is tried there takes memory, disk and time from the service",
                        "name another server; for development, allow this one (--scratch-on-live-server)");
            }
        }
    }

    private static String identity(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select system_identifier::text from pg_control_system()")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(HikariDataSource server, String sql) throws SQLException {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String urlOf(String url, String database) {
        return url.replaceFirst("(jdbc:postgresql:(?://[^/?]*/)?)[^?]*", "$1" + database);
    }
}
