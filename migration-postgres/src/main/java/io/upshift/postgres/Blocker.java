package io.upshift.postgres;

import io.upshift.postgres.sql.Literals;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session that holds what another one waits for, or stands before it in the queue.
 *
 * <p>Of another role's session, only pid and application are to be seen without the role {@code pg_read_all_stats}.
 *
 * @param pid 0 for a prepared transaction, which has no session
 * @param application null when it has no name
 * @param state such as {@code idle in transaction}; null when it may not be seen
 * @param age of its transaction; null when it has none, or it may not be seen
 * @param query what it executes, or executed last, without values; null when it may not be seen
 * @see <a href="https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW">sessions</a>
 */
record Blocker(
        int pid,
        @Nullable String application,
        @Nullable String state,
        @Nullable Duration age,
        @Nullable String query) {
    private static final int SHOWN = 160;

    /** @param query as the server tells it, values and all */
    static Blocker of(
            int pid,
            @Nullable String application,
            @Nullable String state,
            @Nullable Double age,
            @Nullable String query) {
        boolean isHidden = state == null;
        return new Blocker(
                pid,
                application == null || application.isBlank() ? null : application,
                state,
                age == null ? null : Duration.ofMillis((long) (age * 1000)),
                isHidden || query == null || query.isBlank() ? null : shortened(Literals.removed(query)));
    }

    boolean isHidden() {
        return pid != 0 && state == null;
    }

    @Override
    public String toString() {
        if (pid == 0) {
            return "a prepared transaction (see pg_prepared_xacts)";
        }
        return "pid " + pid
                + (application == null ? "" : " (" + application + ")")
                + (state == null ? "" : ", " + state)
                + (age == null ? "" : ", in a transaction for " + seconds(age))
                + (query == null ? "" : ": " + query);
    }

    private static String seconds(Duration age) {
        return age.toSeconds() < 1 ? age.toMillis() + " ms" : age.toSeconds() + " s";
    }

    private static String shortened(String query) {
        return query.length() <= SHOWN ? query : query.substring(0, SHOWN) + "…";
    }
}
