package io.upshift.examples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one database is.
 *
 * @param parameters of the driver, as they stand in a URL: user, password, encryption
 */
record Database(String host, int port, String name, String parameters) {
    private static final Pattern URL = Pattern.compile("jdbc:postgresql://([^:/?]+)(?::(\\d+))?/([^?]*)(?:\\?(.*))?");
    private static final Pattern PARAMETER = Pattern.compile("([^&=]+)=([^&]*)");
    private static final int POOL_SIZE = 3;

    /** @throws IllegalArgumentException when the URL doesn't name one host and one database */
    static Database at(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "The URL can't be read: write jdbc:postgresql://host:5432/database?user=…");
        }
        int port = parts.group(2) == null ? 5432 : Integer.parseInt(parts.group(2));
        return new Database(parts.group(1), port, parts.group(3), parts.group(4) == null ? "" : parts.group(4));
    }

    String url() {
        return address() + "?" + parameters;
    }

    /** Without the parameters: Liquibase looks for secrets in a connection's URL, for 60 ms when it is a long one. */
    private String address() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    private Properties login() {
        Properties login = new Properties();
        Matcher parameter = PARAMETER.matcher(parameters);
        while (parameter.find()) {
            login.setProperty(parameter.group(1), URLDecoder.decode(parameter.group(2), StandardCharsets.UTF_8));
        }
        return login;
    }

    Database with(String more) {
        return new Database(host, port, name, parameters.isEmpty() ? more : parameters + "&" + more);
    }

    Database named(String other) {
        return new Database(host, port, other, parameters);
    }

    Database through(CountingProxy proxy) {
        return new Database(proxy.host(), proxy.port(), name, parameters).with("sslmode=disable&gssEncMode=disable");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(address(), login());
    }

    /** A pool with its connections open and each used once, as every tool gets it. */
    HikariDataSource pool() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address());
        config.setDataSourceProperties(login());
        config.setMaximumPoolSize(POOL_SIZE);
        HikariDataSource pool = new HikariDataSource(config);
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < POOL_SIZE; i++) {
            Connection connection = pool.getConnection();
            open.add(connection);
            try (PreparedStatement statement = connection.prepareStatement("select 1");
                    ResultSet row = statement.executeQuery()) {
                row.next();
            }
        }
        for (Connection connection : open) {
            connection.close();
        }
        return pool;
    }
}
