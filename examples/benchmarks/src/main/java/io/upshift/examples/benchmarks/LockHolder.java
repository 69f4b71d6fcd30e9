package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A transaction that has read and written, and then does nothing for a while. */
final class LockHolder implements AutoCloseable {
    private final @Nullable Connection connection;
    private final long since = System.nanoTime();
    private final ScheduledExecutorService end = Executors.newSingleThreadScheduledExecutor();

    private LockHolder(@Nullable Connection connection) {
        this.connection = connection;
    }

    /** @param held how long; zero for nobody */
    static LockHolder during(Database database, Duration held) throws SQLException {
        if (held.isZero()) {
            return new LockHolder(null);
        }
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set application_name = 'blocker'; update orders set n = n + 1 where id = "
                    + LockTable.RESERVED + "; select * from events where id = " + LockTable.RESERVED);
        }
        LockHolder holder = new LockHolder(connection);
        var unused = holder.end.schedule(holder::letGo, held.toMillis(), TimeUnit.MILLISECONDS);
        return holder;
    }

    /** When it took its locks. */
    long since() {
        return since;
    }

    private void letGo() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            Progress.say("The blocker could not let go: %s", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        end.shutdownNow();
        letGo();
    }
}
