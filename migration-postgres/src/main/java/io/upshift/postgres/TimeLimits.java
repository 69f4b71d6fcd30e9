package io.upshift.postgres;

import io.upshift.Action;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a file's statements may wait for a lock, and run, where the file says so.
 *
 * @param lock null for the target's own limit
 * @param statement null for the target's own limit
 */
record TimeLimits(@Nullable Duration lock, @Nullable Duration statement) {
    static final TimeLimits NONE = new TimeLimits(null, null);

    /**
     * Runs an action under these limits and puts the earlier ones back.
     *
     * @param isLocal whether they end with the transaction; when it fails, nothing has to be put back
     */
    void around(PostgresSession session, boolean isLocal, Action<PostgresSession> action) throws Exception {
        if (equals(NONE)) {
            action.run(session);
            return;
        }
        TimeLimits watchedBefore = session.watched().limits();
        session.watched().limits(this);
        String[] before = set(session, isLocal, millis(lock), millis(statement));
        action.run(session);
        set(session, isLocal, before[0], before[1]);
        session.watched().limits(watchedBefore);
    }

    /** These limits, and others' where these say nothing. */
    TimeLimits orElse(TimeLimits others) {
        return new TimeLimits(lock == null ? others.lock : lock, statement == null ? others.statement : statement);
    }

    Duration lockOr(Duration other) {
        return lock == null ? other : lock;
    }

    /** As a file would say it; empty for none. */
    String directives() {
        return (lock == null ? "" : "-- upshift: lock-timeout = " + lock + "\n")
                + (statement == null ? "" : "-- upshift: statement-timeout = " + statement + "\n");
    }

    /** The values before; null leaves one alone. */
    private static String[] set(
            PostgresSession session, boolean isLocal, @Nullable String lock, @Nullable String statement)
            throws SQLException {
        String sql = "with before as materialized (select current_setting('lock_timeout') as lock,"
                + " current_setting('statement_timeout') as statement)"
                + " select lock, statement, set_config('lock_timeout', coalesce(?, lock), ?),"
                + " set_config('statement_timeout', coalesce(?, statement), ?) from before";
        try (PreparedStatement set = session.connection().prepareStatement(sql)) {
            set.setString(1, lock);
            set.setBoolean(2, isLocal);
            set.setString(3, statement);
            set.setBoolean(4, isLocal);
            try (ResultSet row = set.executeQuery()) {
                row.next();
                return new String[] {row.getString(1), row.getString(2)};
            }
        }
    }

    private static @Nullable String millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() + "ms";
    }
}
