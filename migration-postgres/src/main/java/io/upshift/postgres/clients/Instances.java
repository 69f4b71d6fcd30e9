package io.upshift.postgres.clients;

import io.upshift.postgres.PostgresSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What the heartbeats tell of a service. */
record Instances(String service, Versions versions, List<Seen> seen) {
    private static final String OWN = "upshift";

    /**
     * A live instance, or all instances of a version that are gone.
     *
     * @param id null for those that are gone
     * @param age seconds since the last beat
     * @param first seconds since the first one started
     */
    private record Seen(
            String version,
            @Nullable String id,
            @Nullable String role,
            @Nullable String application,
            long age,
            long first) {

        /** A name that others of the service bear as well says nothing. */
        boolean hasTellingName() {
            return id != null && application != null && (application.contains(version) || application.contains(id));
        }
    }

    static Instances read(PostgresSession db, InstanceTable table, String service, Versions versions)
            throws SQLException {
        boolean exists = db.query(
                "select to_regclass(?) is not null",
                executed -> {
                    try (ResultSet row = executed.getResultSet()) {
                        return row.next() && row.getBoolean(1);
                    }
                },
                table.name());
        return new Instances(service, versions, exists ? rows(db, table, service) : List.of());
    }

    private static List<Seen> rows(PostgresSession db, InstanceTable table, String service) throws SQLException {
        return db.query(
                table.read(),
                executed -> {
                    List<Seen> rows = new ArrayList<>();
                    try (ResultSet row = executed.getResultSet()) {
                        while (row.next()) {
                            rows.add(new Seen(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getLong(5),
                                    row.getLong(6)));
                        }
                    }
                    return rows;
                },
                service);
    }

    List<String> whyShut(Duration soak) {
        List<String> why = new ArrayList<>();
        for (Seen instance : seen) {
            if (instance.id() != null && !versions.isNew(instance.version())) {
                why.add(service + " " + instance.version() + " is alive on " + instance.id() + " (last beat "
                        + Duration.ofSeconds(instance.age()) + " ago)");
            }
        }
        if (seen.stream().noneMatch(instance -> versions.isNew(instance.version()))) {
            why.add("no instance of " + service + " with a version " + versions.described()
                    + " has registered with a heartbeat, so nothing tells that the old ones are gone");
        } else if (why.isEmpty()) {
            tooEarly(soak).ifPresent(why::add);
        }
        return why;
    }

    /** Without an old instance ever seen, the soak begins when the first new one was. */
    private Optional<String> tooEarly(Duration soak) {
        LongStream old = seen.stream()
                .filter(instance -> !versions.isNew(instance.version()))
                .mapToLong(Seen::age);
        long first = seen.stream().mapToLong(Seen::first).max().orElse(0);
        long quiet = old.min().orElse(first);
        return quiet >= soak.toSeconds()
                ? Optional.empty()
                : Optional.of("no old instance of " + service + " has been seen for " + Duration.ofSeconds(quiet)
                        + " of the soak time of " + soak);
    }

    /** Whether a session is one of a new instance, or of this library. */
    boolean accountsFor(Sessions.Session session) {
        String name = session.application();
        if (name.equals(OWN) || name.startsWith(OWN + " ")) {
            return true;
        }
        boolean isNamed = Instance.named(name)
                .filter(instance -> instance.service().equals(service) && versions.isNew(instance.version()))
                .isPresent();
        return isNamed
                || seen.stream()
                        .anyMatch(instance -> instance.hasTellingName()
                                && versions.isNew(instance.version())
                                && name.equals(instance.application())
                                && session.role().equals(instance.role()));
    }
}
