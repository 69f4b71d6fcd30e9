package io.upshift.postgres;

import io.upshift.HealthCheck;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * From where on work in batches is a strain on the server and slows down.
 *
 * <p>All of it is read in one statement a second. What the role may not see counts as unknown, and the work goes on
 * slowly: grant it {@code pg_monitor}. Immutable: each setter returns a changed copy.
 *
 * @see <a href="https://www.postgresql.org/docs/current/monitoring-stats.html">the statistics views</a>
 */
public final class PostgresHealth {
    private static final PostgresHealth DEFAULTS = new PostgresHealth();

    private Duration replicaLag = Duration.ofSeconds(10);
    private Duration oldestTransaction = Duration.ofMinutes(30);
    private Duration lockWait = Duration.ofMillis(100);
    private int freeConnections = 5;
    private long walBytesPerSecond = Long.MAX_VALUE;
    private boolean autovacuum = true;

    private PostgresHealth() {}

    /**
     * A replica 10 s behind, a transaction open for 30 min (it keeps the rows' old versions from being cleaned up), a
     * session waiting for a batch for 100 ms, fewer than 5 free connections, or autovacuum on a table of the work; any WAL
     * rate.
     */
    public static PostgresHealth defaults() {
        return DEFAULTS;
    }

    public PostgresHealth replicaLag(Duration limit) {
        return with(copy -> copy.replicaLag = limit);
    }

    public PostgresHealth oldestTransaction(Duration limit) {
        return with(copy -> copy.oldestTransaction = limit);
    }

    public PostgresHealth lockWait(Duration limit) {
        return with(copy -> copy.lockWait = limit);
    }

    public PostgresHealth freeConnections(int least) {
        return with(copy -> copy.freeConnections = least);
    }

    public PostgresHealth walBytesPerSecond(long limit) {
        return with(copy -> copy.walBytesPerSecond = limit);
    }

    /** Whether to slow down while autovacuum is at a table of the work. */
    public PostgresHealth autovacuum(boolean heeded) {
        return with(copy -> copy.autovacuum = heeded);
    }

    /** A check that remembers the WAL's position from look to look. */
    HealthCheck<PostgresSession> check(BatchTables tables) {
        Wal wal = new Wal();
        return session -> session.query(tables.health(), executed -> {
            ResultSet row = Objects.requireNonNull(executed.getResultSet());
            row.next();
            return judge(row, wal);
        });
    }

    private HealthCheck.Health judge(ResultSet row, Wal wal) throws SQLException {
        double written = wal.perSecond(row.getLong("wal"));
        if (row.getLong("unseen_replicas") > 0) {
            return HealthCheck.Health.unknown("the role may not see how far the replicas are");
        }
        if (seconds(row, "replica_lag").compareTo(replicaLag) > 0) {
            return strained("a replica is behind by " + seconds(row, "replica_lag").toSeconds() + " s");
        }
        if (seconds(row, "waiting").compareTo(lockWait) > 0) {
            return strained("a session has waited for a batch for " + seconds(row, "waiting").toMillis() + " ms");
        }
        if (row.getLong("free_connections") < freeConnections) {
            return strained("only " + row.getLong("free_connections") + " connections are free");
        }
        if (written > walBytesPerSecond) {
            return strained("the server writes " + (long) (written / 1_000_000) + " MB of WAL a second");
        }
        if (autovacuum && row.getLong("vacuums") > 0) {
            return strained("autovacuum is at a table of the work");
        }
        return seconds(row, "oldest").compareTo(oldestTransaction) > 0
                ? strained("a transaction is open for " + seconds(row, "oldest").toSeconds() + " s")
                : HealthCheck.Health.fine();
    }

    private static HealthCheck.Health strained(String reason) {
        return HealthCheck.Health.strained(reason);
    }

    private static Duration seconds(ResultSet row, String column) throws SQLException {
        return Duration.ofMillis((long) (row.getDouble(column) * 1000));
    }

    private PostgresHealth with(Consumer<PostgresHealth> change) {
        PostgresHealth copy = new PostgresHealth();
        copy.replicaLag = replicaLag;
        copy.oldestTransaction = oldestTransaction;
        copy.lockWait = lockWait;
        copy.freeConnections = freeConnections;
        copy.walBytesPerSecond = walBytesPerSecond;
        copy.autovacuum = autovacuum;
        change.accept(copy);
        return copy;
    }

    private static final class Wal {
        private long position;
        private long nanos;

        double perSecond(long now) {
            long at = System.nanoTime();
            double rate = nanos == 0 ? 0 : (now - position) * 1e9 / Math.max(1, at - nanos);
            position = now;
            nanos = at;
            return rate;
        }
    }
}
