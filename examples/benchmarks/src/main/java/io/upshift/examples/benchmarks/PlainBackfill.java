package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** The same work in plain JDBC, with nothing that survives a crash. */
final class PlainBackfill {
    private static final long IDLE_SECONDS = 5;
    private static final int OFFSET_BATCH = 1_000;
    private static final int OFFSET_SAMPLES = 40;

    private PlainBackfill() {}

    static double nothing(Database database, int rows) throws InterruptedException {
        Thread.sleep(IDLE_SECONDS * 1000);
        return IDLE_SECONDS;
    }

    static double oneUpdate(Database database, int rows) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            long begun = System.nanoTime();
            statement.executeUpdate("update big set label = upper(left(name, 8)) where label is null");
            return since(begun);
        }
    }

    /** SELECT max(id) of the next page, the range's UPDATE, COMMIT. */
    static double keyset(Database database, int rows, int workers) {
        long begun = System.nanoTime();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            long from = (long) rows * i / workers;
            long to = (long) rows * (i + 1) / workers;
            all.add(CompletableFuture.runAsync(() -> keyset(database, from, to)));
        }
        all.forEach(CompletableFuture::join);
        return since(begun);
    }

    private static void keyset(Database database, long from, long to) {
        try (Connection connection = database.connect();
                PreparedStatement bound = connection.prepareStatement("select max(id) from (select id from big"
                        + " where id > ? and id <= ? order by id limit " + BackfillWay.BATCH + ") page");
                PreparedStatement update = connection.prepareStatement("update big set label = upper(left(name, 8))"
                        + " where id > ? and id <= ? and label is null")) {
            connection.setAutoCommit(false);
            long cursor = from;
            while (cursor < to) {
                bound.setLong(1, cursor);
                bound.setLong(2, to);
                long next;
                try (ResultSet row = bound.executeQuery()) {
                    row.next();
                    next = row.getLong(1);
                }
                update.setLong(1, cursor);
                update.setLong(2, next);
                update.executeUpdate();
                connection.commit();
                cursor = next;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows out, changed in Java, and back through unnest. */
    static double rows(Database database, int rows) throws SQLException {
        long begun = System.nanoTime();
        try (Connection connection = database.connect();
                PreparedStatement read = connection.prepareStatement("select * from big where id > ? order by id limit "
                        + BackfillWay.BATCH + " for no key update");
                PreparedStatement write = connection.prepareStatement("update big set label = v.label"
                        + " from unnest(?::bigint[], ?::text[]) v (id, label) where big.id = v.id")) {
            connection.setAutoCommit(false);
            long cursor = 0;
            while (cursor < rows) {
                List<Long> ids = new ArrayList<>();
                List<String> labels = new ArrayList<>();
                read.setLong(1, cursor);
                try (ResultSet row = read.executeQuery()) {
                    while (row.next()) {
                        ids.add(row.getLong("id"));
                        labels.add(row.getString("name").substring(0, 8).toUpperCase(Locale.ROOT));
                    }
                }
                write.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
                write.setArray(2, connection.createArrayOf("text", labels.toArray()));
                write.executeUpdate();
                connection.commit();
                cursor = ids.get(ids.size() - 1);
            }
        }
        return since(begun);
    }

    /** Every fortieth or so of the batches, from the first to the last; the others are taken to last as long. */
    static double offset(Database database, int rows) throws SQLException {
        int batches = rows / OFFSET_BATCH;
        int samples = Math.min(batches, OFFSET_SAMPLES);
        long nanos = 0;
        try (Connection connection = database.connect();
                PreparedStatement update = connection.prepareStatement("update big set label = upper(left(name, 8))"
                        + " where id in (select id from big order by id limit " + OFFSET_BATCH + " offset ?)")) {
            for (int i = 0; i < samples; i++) {
                update.setLong(1, (long) batches * i / samples * OFFSET_BATCH);
                long begun = System.nanoTime();
                update.executeUpdate();
                nanos += System.nanoTime() - begun;
            }
        }
        return nanos / 1e9 * batches / samples;
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
