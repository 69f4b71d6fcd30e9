package io.upshift.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Statements on one database, each on a connection of its own. */
record Query(Database database) {
    /** How many relations there are that PostgreSQL didn't bring itself. */
    static final String OWN_RELATIONS = "select count(*) from pg_class where oid >= 16384";

    static Query on(Database database) {
        return new Query(database);
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String value(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "no row";
        }
    }
}
