package io.upshift.postgres.clients;

import io.upshift.Gate;
import io.upshift.postgres.PostgresSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Open when nobody is left who may still use the old shape of the data.
 *
 * <p>That is when no instance of an older version beats any more, one of a new version has been seen, the soak time has
 * passed since the last old one, and every other session in the database belongs to a registered instance of a new version,
 * bears the application name of one ({@link Instance#applicationName}), is a run of this library, or was allowed by name.
 * Silence isn't absence: a session that nobody accounts for keeps the gate shut, and is named without its statement.
 *
 * <p>Names are what clients say of themselves. A pooler between the clients and the server shows its own sessions, under
 * the name of whoever used them last, and none for clients that are waiting: there the heartbeats and the soak time are
 * what can be relied on. Immutable and thread-safe; each setter returns a changed copy.
 *
 * @see <a href="https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW">
 *     pg_stat_activity</a>, which needs {@code pg_read_all_stats} to tell the state of other roles' sessions
 */
public final class OldClients implements Gate<PostgresSession> {
    private static final int SHOWN = 5;

    private final String service;
    private final Versions versions;
    private final String schema;
    private final Duration soak;
    private final Allowed allowed;

    private OldClients(String service, Versions versions, String schema, Duration soak, Allowed allowed) {
        this.service = service;
        this.versions = versions;
        this.schema = schema;
        this.soak = soak;
        this.allowed = allowed;
    }

    /**
     * Waits until every version before one has gone, with a soak time of one hour.
     *
     * @param version the first one that can do without the old shape, such as {@code 2.0.0}; compared number by number,
     *     and a version that can't be compared counts as old
     */
    public static OldClients before(String service, String version) {
        return new OldClients(service, Versions.from(version), "public", Duration.ofHours(1), Allowed.NONE);
    }

    /** Waits until every version but some has gone, for versions without an order, such as commits. */
    public static OldClients except(String service, Set<String> versions) {
        return new OldClients(service, Versions.only(versions), "public", Duration.ofHours(1), Allowed.NONE);
    }

    /** Where the history lies, and the heartbeats with it; {@code public} unless set. */
    public OldClients historySchema(String schema) {
        return new OldClients(service, versions, schema, soak, allowed);
    }

    /** How long no old instance must have been seen, by the database's clock; at most 30 days. */
    public OldClients soak(Duration soak) {
        if (soak.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException(
                    "who was here is remembered for 30 days, so a soak of " + soak + " would never end");
        }
        return new OldClients(service, versions, schema, soak, allowed);
    }

    /** Sessions with this application name don't count; a {@code *} at its end stands for anything. */
    public OldClients allowApplication(String name) {
        return new OldClients(service, versions, schema, soak, allowed.application(name));
    }

    /** Sessions of this role don't count. */
    public OldClients allowRole(String role) {
        return new OldClients(service, versions, schema, soak, allowed.role(role));
    }

    @Override
    public Optional<String> whyShut(PostgresSession db) throws SQLException, InterruptedException {
        Instances instances = Instances.read(db, new InstanceTable(schema), service, versions);
        List<String> why = new ArrayList<>(instances.whyShut(soak));
        List<String> sessions = Sessions.read(db).stream()
                .filter(session -> !allowed.allows(session) && !instances.accountsFor(session))
                .map(Sessions.Session::words)
                .toList();
        why.addAll(sessions.subList(0, Math.min(SHOWN, sessions.size())));
        if (sessions.size() > SHOWN) {
            why.add((sessions.size() - SHOWN) + " more sessions that nobody accounts for");
        }
        return why.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", why));
    }
}
