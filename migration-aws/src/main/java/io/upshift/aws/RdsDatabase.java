package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.Poller;
import io.upshift.StepException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * An RDS instance, or an Aurora cluster with its instances, that operations work on. Immutable and thread-safe; the client
 * is never closed.
 */
public final class RdsDatabase {
    private static final Poller POLLER = Poller.every(Duration.ofSeconds(10), Duration.ofSeconds(30))
            .atMost(Duration.ofHours(4))
            .missingFor(Duration.ofMinutes(2))
            // Right after a change RDS may still say available.
            .inARow(2);

    private final RdsClient rds;
    private final DatabaseCalls calls;
    private final String id;
    private final InstantSource clock;
    private final Poller.Sleeper sleeper;
    private final Poller poller;

    private RdsDatabase(
            RdsClient rds, DatabaseCalls calls, String id, InstantSource clock, Poller.Sleeper sleeper, Poller poller) {
        this.rds = rds;
        this.calls = calls;
        this.id = id;
        this.clock = clock;
        this.sleeper = sleeper;
        this.poller = poller;
    }

    /** A DB instance, by its identifier. */
    public static RdsDatabase instance(RdsClient rds, String instance) {
        return of(rds, new InstanceCalls(rds), instance);
    }

    /** An Aurora cluster, by its identifier. */
    public static RdsDatabase cluster(RdsClient rds, String cluster) {
        return of(rds, new ClusterCalls(rds), cluster);
    }

    private static RdsDatabase of(RdsClient rds, DatabaseCalls calls, String id) {
        return new RdsDatabase(
                rds,
                calls,
                RdsNames.checked(id),
                InstantSource.system(),
                pause -> Thread.sleep(pause.toMillis()),
                POLLER);
    }

    /** How long to wait for each thing that AWS does; 4 hours unless set. */
    public RdsDatabase waitAtMost(Duration deadline) {
        return new RdsDatabase(rds, calls, id, clock, sleeper, poller.atMost(deadline));
    }

    /** A copy with another time, for tests. */
    public RdsDatabase in(InstantSource clock, Poller.Sleeper sleeper) {
        return new RdsDatabase(rds, calls, id, clock, sleeper, poller.in(clock, sleeper));
    }

    /** Its identifier. */
    public String id() {
        return id;
    }

    /**
     * The manual snapshots of this very database that can be restored, the newest first; those of another one that had its
     * name are left out.
     *
     * @throws MigrationException when there is no such database
     */
    public List<FoundSnapshot> snapshots() {
        String resourceId = existing().resourceId();
        return calls.snapshots(id).all().stream()
                .filter(snapshot -> snapshot.isAvailable() && snapshot.source().equals(resourceId))
                .sorted(Comparator.comparing(Snapshot::takenAt).reversed())
                .map(snapshot -> new FoundSnapshot(
                        snapshot.id(),
                        snapshot.arn(),
                        snapshot.takenAt(),
                        snapshot.sizeGib(),
                        snapshot.tags().get(Tags.RUN)))
                .toList();
    }

    DatabaseCalls calls() {
        return calls;
    }

    RdsClient rds() {
        return rds;
    }

    InstantSource clock() {
        return clock;
    }

    Poller poller() {
        return poller;
    }

    /** A snapshot of it in the same time. */
    RdsSnapshot snapshot() {
        RdsSnapshot snapshot = calls.type().equals("cluster") ? RdsSnapshot.cluster(rds, id) : RdsSnapshot.of(rds, id);
        return snapshot.in(clock, sleeper);
    }

    String what() {
        return calls.type() + " " + id;
    }

    Copying copying() {
        return new Copying(this);
    }

    /** @throws MigrationException when there is none */
    Facts existing() {
        return existing(id);
    }

    Facts existing(String name) {
        Optional<Facts> found = calls.find(name);
        return found.orElseThrow(() -> {
            try {
                calls.snapshots(name).source();
            } catch (StepException e) {
                return MigrationException.usage(String.valueOf(e.getMessage()), e.next());
            }
            return MigrationException.usage("There is no " + calls.type() + " " + name, "run again");
        });
    }

    /**
     * The state that a restore would bring back.
     *
     * @throws MigrationException when there is none such, with what there is
     */
    ChosenPoint choose(RestorePoint point) {
        if (point instanceof RestorePoint.AtTime wanted) {
            return reachable(wanted.time());
        } else if (point instanceof RestorePoint.LatestTime) {
            return ChosenPoint.time(latest());
        }
        List<FoundSnapshot> there = snapshots();
        boolean any = point instanceof RestorePoint.LatestSnapshot;
        String wanted = point instanceof RestorePoint.OfSnapshot one ? one.id() : "";
        return there.stream()
                .filter(snapshot -> any || snapshot.id().equals(wanted))
                .findFirst()
                .map(snapshot -> ChosenPoint.snapshot(snapshot.id(), snapshot.takenAt()))
                .orElseThrow(() -> MigrationException.usage(
                        "There is no available snapshot " + wanted + (any ? "" : " ") + "of the " + what() + " ("
                                + existing().resourceId() + "); there are "
                                + there.stream().map(FoundSnapshot::id).toList(),
                        any ? "restore to a point in time instead" : "choose one of these"));
    }

    private ChosenPoint reachable(Instant time) {
        if (time.isAfter(latest())) {
            throw MigrationException.usage(
                    "The " + what() + " can't be restored to " + time + ": its backups reach " + latest(),
                    "choose an earlier time, or wait");
        }
        return ChosenPoint.time(time);
    }

    private Instant latest() {
        Instant latest = existing().latestRestorable();
        if (latest == null) {
            throw MigrationException.usage(
                    "The " + what() + " has no automated backups, so that no point in time can be restored",
                    "restore a snapshot instead, and give it a backup retention");
        }
        return latest;
    }

    /** The tags of a copy: the source's own, and what tells whose it is. */
    static Map<String, String> tags(Facts source, Map<String, String> marks) {
        Map<String, String> tags = new TreeMap<>(source.tags());
        tags.keySet().removeIf(key -> key.startsWith("aws:"));
        tags.putAll(marks);
        return tags;
    }
}
