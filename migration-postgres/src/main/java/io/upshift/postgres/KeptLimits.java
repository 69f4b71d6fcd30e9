package io.upshift.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts a session's time limits back when a statement has taken them away, as the head of a dump does. */
final class KeptLimits {
    private static final Pattern MAY_CHANGE =
            Pattern.compile("lock_timeout|statement_timeout|\\breset\\b", Pattern.CASE_INSENSITIVE);

    private static final String KEEP =
            "with now as materialized (select name, setting::int as ms from pg_catalog.pg_settings"
                    + " where name in ('lock_timeout', 'statement_timeout')), kept (name, ms) as (values ('lock_timeout', ?),"
                    + " ('statement_timeout', ?)) select case when now.ms = 0 then kept.ms else now.ms end,"
                    + " case when now.ms = 0 then pg_catalog.set_config(name, kept.ms || 'ms', ?) end"
                    + " from now join kept using (name) order by name";

    private KeptLimits() {}

    static boolean mayChange(String sql) {
        return MAY_CHANGE.matcher(sql).find();
    }

    /** @param isLocal whether what is put back ends with the transaction */
    static void keep(Connection connection, WatchedTry watched, boolean isLocal) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setInt(1, millis(watched.limits().lock()));
            keep.setInt(2, millis(watched.limits().statement()));
            keep.setBoolean(3, isLocal);
            try (ResultSet rows = keep.executeQuery()) {
                watched.limits(new TimeLimits(next(rows), next(rows)));
            }
        }
    }

    private static Duration next(ResultSet rows) throws SQLException {
        rows.next();
        return Duration.ofMillis(rows.getInt(1));
    }

    private static int millis(@Nullable Duration limit) {
        return limit == null ? 0 : Math.toIntExact(limit.toMillis());
    }
}
