package io.upshift.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.upshift.Credentials;
import io.upshift.MigrationException;
import io.upshift.RotatingCredentials;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes a small pool of its own for a service that has no data source at hand when it migrates. */
public final class PostgresPool {
    /** One connection works, one reads back what happened when the first is lost. */
    private static final int CONNECTIONS = 2;

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    /** The states in which a server refuses a login. */
    private static final Set<String> NO_LOGIN = Set.of("28000", "28P01");

    private PostgresPool() {}

    /**
     * Opens a pool of two connections; connects when the first one is asked for.
     *
     * @param url {@code jdbc:postgresql://host:port/database}, with the driver's parameters if need be; without password
     * @param credentials asked anew for each connection that is opened, so that passwords may rotate and tokens expire
     *     during a run; {@link RotatingCredentials} are asked once more when the server refuses the login
     * @return to be closed by the caller
     * @throws MigrationException when the URL isn't one of PostgreSQL's, holds a password, or asks for the simple query
     *     mode, in which the driver writes values into the statement's text (CVE-2024-1597)
     */
    public static HikariDataSource open(String url, Supplier<Credentials> credentials) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw MigrationException.usage(
                    "The URL is not one of PostgreSQL's", "write jdbc:postgresql://host:5432/database");
        }
        if (url.matches("(?i).*[?&](password|preferQueryMode)=.*")) {
            throw MigrationException.usage(
                    "The URL holds a password or a query mode", "give the password apart, and leave the mode alone");
        }
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setApplicationName("upshift"); // unless the URL says another
        driver.setUrl(url);
        driver.setTcpKeepAlive(true);
        driver.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        HikariConfig config = new HikariConfig();
        config.setDataSource(new Authenticated(driver, credentials));
        config.setPoolName("upshift");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(2L * CONNECT_TIMEOUT_SECONDS * 1000);
        return new HikariDataSource(config);
    }

    /** Asks for credentials each time it connects. */
    private record Authenticated(PGSimpleDataSource driver, Supplier<Credentials> credentials) implements DataSource {
        @Override
        public Connection getConnection() throws SQLException {
            Credentials now = credentials.get();
            try {
                return connect(now);
            } catch (SQLException e) {
                if (NO_LOGIN.contains(String.valueOf(e.getSQLState()))
                        && credentials instanceof RotatingCredentials rotating) {
                    return connect(rotating.renew(now));
                }
                throw e;
            }
        }

        private Connection connect(Credentials now) throws SQLException {
            return driver.getConnection(now.user(), now.password());
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return driver.getConnection(user, password);
        }

        @Override
        public PrintWriter getLogWriter() {
            return driver.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            driver.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) {
            driver.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() {
            return driver.getLoginTimeout();
        }

        @Override
        public Logger getParentLogger() {
            return driver.getParentLogger();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("This data source wraps nothing that could be had as " + type.getName());
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
