package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.Poller;
import io.upshift.RemoteCall;
import io.upshift.StepException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * Restores a snapshot of an RDS instance as a new instance, with the settings of the old one, which stays as it is.
 *
 * <p>Nothing is deleted, renamed or switched. A restore that was killed is continued by calling it again with the same
 * names: the new instance is known by the tag {@code upshift:restored-from}. Immutable and thread-safe; the client is never
 * closed.
 */
public final class RdsRestore {
    private static final Logger log = LoggerFactory.getLogger(RdsRestore.class);
    private static final String RESTORED_FROM = "upshift:restored-from";
    private static final Poller POLLER = Poller.every(Duration.ofSeconds(10), Duration.ofSeconds(30))
            .atMost(Duration.ofHours(4))
            .missingFor(Duration.ofMinutes(2))
            // Right after a change RDS may still say available.
            .inARow(2);

    private final RdsClient rds;
    private final String instance;
    private final InstantSource clock;
    private final Poller poller;

    private RdsRestore(RdsClient rds, String instance, InstantSource clock, Poller poller) {
        this.rds = rds;
        this.instance = instance;
        this.clock = clock;
        this.poller = poller;
    }

    /** @param instance of which the snapshots are */
    public static RdsRestore of(RdsClient rds, String instance) {
        return new RdsRestore(rds, instance, InstantSource.system(), POLLER);
    }

    /** A copy with another time, for tests. */
    public RdsRestore in(InstantSource clock, Poller.Sleeper sleeper) {
        return new RdsRestore(rds, instance, clock, POLLER.in(clock, sleeper));
    }

    /**
     * The manual snapshots of this very instance that can be restored, the newest first; those of another one that had its
     * name are left out.
     *
     * @throws MigrationException when there is no such instance
     */
    public List<FoundSnapshot> snapshots() {
        return snapshotsOf(source()).stream()
                .map(snapshot -> new FoundSnapshot(
                        snapshot.dbSnapshotIdentifier(),
                        snapshot.dbSnapshotArn(),
                        takenAt(snapshot),
                        Objects.requireNonNullElse(snapshot.allocatedStorage(), 0),
                        Tags.of(snapshot.tagList()).get(Tags.RUN)))
                .toList();
    }

    /**
     * Restores a snapshot.
     *
     * @param newInstance must not exist, unless an earlier try of the same restore has made it
     * @param confirmation shown what will be missing; false refuses, and nothing is made
     * @throws MigrationException when the snapshot isn't one of this instance, the name is taken, or it is not confirmed
     * @throws StepException when RDS fails to bring it up; what is there stays for a look
     */
    public Restored restore(String snapshot, String newInstance, Predicate<RestorePlan> confirmation) throws Exception {
        DBInstance source = source();
        DBSnapshot found = snapshot(source, snapshot);
        RestorePlan plan = new RestorePlan(
                instance, snapshot, newInstance, takenAt(found), Duration.between(takenAt(found), clock.instant()));
        if (!confirmation.test(plan)) {
            throw MigrationException.refused("To " + plan.describe(), "it was not confirmed", "confirm it");
        }
        InstanceState target = new InstanceState(rds, newInstance);
        begin(source, snapshot, newInstance, target);
        DBInstance restored = poller.until("instance " + newInstance, target::poll, RdsRestore::progress);
        if (!InstanceSettings.differences(source, restored).isEmpty()) {
            rds.modifyDBInstance(InstanceSettings.leftovers(source, newInstance));
            restored = poller.until("instance " + newInstance, target::poll, RdsRestore::progress);
        }
        return new Restored(
                newInstance,
                restored.dbInstanceArn(),
                restored.endpoint().address() + ":" + restored.endpoint().port(),
                plan,
                InstanceSettings.differences(source, restored));
    }

    /** Every call that {@link #restore} and {@link #snapshots} may make, for an {@link IamPolicy}. */
    public List<RemoteCall> calls(String newInstance) {
        return Permissions.restore(instance, newInstance);
    }

    private void begin(DBInstance source, String snapshot, String newInstance, InstanceState target) {
        Optional<DBInstance> there = target.find();
        if (there.isPresent()) {
            String from = Tags.of(there.get().tagList()).get(RESTORED_FROM);
            if (!snapshot.equals(from)) {
                throw MigrationException.usage(
                        "There is an instance " + newInstance + " that this restore didn't make",
                        "choose another name for the new instance");
            }
            return;
        }
        List<Tag> tags = new ArrayList<>(source.tagList().stream()
                .filter(tag -> !tag.key().startsWith("aws:") && !tag.key().equals(RESTORED_FROM))
                .toList());
        tags.addAll(Tags.rds(Map.of(RESTORED_FROM, snapshot)));
        rds.restoreDBInstanceFromDBSnapshot(InstanceSettings.restore(source, snapshot, newInstance, tags));
    }

    private DBSnapshot snapshot(DBInstance source, String wanted) {
        List<DBSnapshot> there = snapshotsOf(source);
        return there.stream()
                .filter(snapshot -> snapshot.dbSnapshotIdentifier().equals(wanted))
                .findFirst()
                .orElseThrow(() -> MigrationException.usage(
                        "There is no available snapshot " + wanted + " of the instance " + instance + " ("
                                + source.dbiResourceId() + "); there are "
                                + there.stream()
                                        .map(DBSnapshot::dbSnapshotIdentifier)
                                        .toList(),
                        "choose one of these"));
    }

    private List<DBSnapshot> snapshotsOf(DBInstance source) {
        return Reads.read(() -> rds
                .describeDBSnapshotsPaginator(
                        request -> request.dbInstanceIdentifier(instance).snapshotType("manual"))
                .dbSnapshots()
                .stream()
                .filter(snapshot -> snapshot.status().equals("available")
                        && source.dbiResourceId().equals(snapshot.dbiResourceId()))
                .sorted(Comparator.comparing(RdsRestore::takenAt).reversed())
                .toList());
    }

    private DBInstance source() {
        try {
            return new InstanceSnapshots(rds, instance).describe();
        } catch (StepException e) {
            throw MigrationException.usage(String.valueOf(e.getMessage()), e.next());
        }
    }

    /** A copy's own creation time is when it was copied. */
    private static Instant takenAt(DBSnapshot snapshot) {
        Instant copied = Objects.requireNonNullElse(snapshot.snapshotCreateTime(), Instant.EPOCH);
        return Objects.requireNonNullElse(snapshot.originalSnapshotCreateTime(), copied);
    }

    private static void progress(String state) {
        log.info("Restore: {}", state);
    }
}
