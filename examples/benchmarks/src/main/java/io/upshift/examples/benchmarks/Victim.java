package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The service's own traffic: 100 single-row updates a second, timed from when each was due. */
final class Victim implements Runnable {
    private static final long EVERY_NANOS = 10_000_000;

    private final Connection connection;
    private final int rows;
    private final List<Double> millis = new ArrayList<>();
    private final Thread thread = new Thread(this, "victim");
    private volatile boolean stopped;
    private @Nullable SQLException failure;

    private Victim(Connection connection, int rows) {
        this.connection = connection;
        this.rows = rows;
    }

    static Victim start(Database database, int rows) throws SQLException {
        Victim victim = new Victim(database.connect(), rows);
        victim.thread.start();
        return victim;
    }

    @Override
    public void run() {
        try (PreparedStatement update = connection.prepareStatement("update big set pad = pad where id = ?")) {
            long due = System.nanoTime();
            while (!stopped) {
                LockSupport.parkNanos(due - System.nanoTime());
                update.setLong(1, 1 + ThreadLocalRandom.current().nextInt(rows));
                update.executeUpdate();
                millis.add((System.nanoTime() - due) / 1e6);
                due += EVERY_NANOS;
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    void stop() throws SQLException, InterruptedException {
        stopped = true;
        thread.join();
        connection.close();
        if (failure != null) {
            throw failure;
        }
    }

    double quantileMs(double q) {
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, (int) Math.ceil(q * sorted.size()) - 1));
    }
}
