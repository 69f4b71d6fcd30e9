package io.upshift.postgres.clients;

import io.upshift.postgres.PostgresTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The heartbeat's thread. */
final class Beats implements Heartbeat.Registration, Runnable {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final String MISSING_TABLE = "42P01";
    private static final int TIMEOUT_SECONDS = 5;

    private final PostgresTarget target;
    private final Instance instance;
    private final long everyMillis;
    private final InstanceTable table;
    private final BreakingMark mark;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean isFailing;

    Beats(PostgresTarget target, Instance instance, Duration every, BreakingMark mark) {
        this.target = target;
        this.instance = instance;
        this.everyMillis = every.toMillis();
        this.table = new InstanceTable(target.historySchema());
        this.mark = mark;
    }

    /** A piece of work on a borrowed connection. */
    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    @Override
    public void run() {
        try {
            safely(this::prune);
            do {
                safely(this::beat);
            } while (!stop.await(jittered(), TimeUnit.MILLISECONDS));
            safely(connection -> execute(connection, table.stop(), instance.service(), instance.id()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            if (!stopped.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                log.debug("The heartbeat of {} is still busy; its row goes stale by itself", instance.service());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long jittered() {
        long fifth = everyMillis / 5;
        return everyMillis + ThreadLocalRandom.current().nextLong(-fifth, fifth + 1);
    }

    /** Fails open: the service goes on whatever becomes of its heartbeat. */
    private void safely(Work work) {
        try {
            borrowed(work);
            isFailing = false;
        } catch (SQLException | RuntimeException e) {
            if (isFailing) {
                log.debug("The heartbeat of {} failed again", instance.service(), e);
            } else {
                log.warn("The heartbeat of {} failed and is tried again: {}", instance.service(), e.getMessage());
            }
            isFailing = true;
        }
    }

    private void borrowed(Work work) throws SQLException {
        try (Connection connection = target.another()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                work.on(connection);
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private void prune(Connection connection) throws SQLException {
        try {
            execute(connection, table.prune(), instance.service());
        } catch (SQLException e) {
            if (!MISSING_TABLE.equals(e.getSQLState())) {
                throw e;
            }
            create(connection);
        }
    }

    private void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            statement.execute(table.create());
        }
    }

    private void beat(Connection connection) throws SQLException {
        execute(connection, table.beat(), instance.service(), instance.id(), instance.version(), everyMillis);
        if (mark.isWatched()) {
            mark.look(target.historyLength(connection, instance.service()));
        }
    }

    private static void execute(Connection connection, String sql, Object... binds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            statement.execute();
        }
    }
}
