package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What the victims of a change work on. */
final class LockTable {
    /** Touched by those who are in the way, and by no victim. */
    static final int RESERVED = 0;

    private LockTable() {}

    static void make(Database database, int rows) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table customers (id bigint primary key);"
                    + "insert into customers select generate_series(0, 999);"
                    + "create table orders (id bigint primary key, customer_id bigint, email varchar(100),"
                    + " total numeric(10,2), spare text, n int not null default 0) with (fillfactor = 80);"
                    + "insert into orders select i, mod(i, 1000), 'user' || i || '@example.com', i from generate_series(0, "
                    + (rows - 1) + ") i;"
                    + "create index orders_customer on orders (customer_id);"
                    + "create index orders_spare on orders (total);"
                    + "create table events (id bigint) partition by range (id);"
                    + "create table events_1 partition of events for values from (0) to (100);"
                    + "create table events_2 partition of events for values from (100) to (200);"
                    + "insert into events select generate_series(0, 199)");
            statement.execute("vacuum analyze orders");
        }
    }
}
