package io.upshift.aws;

import io.upshift.MigrationException;
import io.upshift.Poller;
import io.upshift.RemoteCall;
import io.upshift.StepException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Restores a snapshot or a point in time as a new instance or cluster, with the settings of the old one, which stays as it
 * is.
 *
 * <p>Nothing is deleted, renamed or switched. A restore that was killed is continued by calling it again with the same
 * names: the copy is known by the tag {@code upshift:restored-from}. Immutable and thread-safe; the client is never closed.
 */
public final class RdsRestore {
    private final RdsDatabase database;

    private RdsRestore(RdsDatabase database) {
        this.database = database;
    }

    /** @param instance of which the snapshots are */
    public static RdsRestore of(RdsClient rds, String instance) {
        return of(RdsDatabase.instance(rds, instance));
    }

    /** @param database of which the snapshots are */
    public static RdsRestore of(RdsDatabase database) {
        return new RdsRestore(database);
    }

    /** A copy with another time, for tests. */
    public RdsRestore in(InstantSource clock, Poller.Sleeper sleeper) {
        return new RdsRestore(database.in(clock, sleeper));
    }

    /** See {@link RdsDatabase#snapshots}. */
    public List<FoundSnapshot> snapshots() {
        return database.snapshots();
    }

    /**
     * Restores a snapshot.
     *
     * @param copy must not exist, unless an earlier try of the same restore has made it
     * @param confirmation shown what will be missing; false refuses, and nothing is made
     * @throws MigrationException when the snapshot isn't one of this database, the name is taken, or it is not confirmed
     * @throws StepException when RDS fails to bring it up; what is there stays for a look
     */
    public Restored restore(String snapshot, String copy, Predicate<RestorePlan> confirmation) throws Exception {
        return restore(RestorePoint.snapshot(snapshot), copy, confirmation);
    }

    /**
     * Restores what was committed up to a second; otherwise like a snapshot.
     *
     * @throws MigrationException also when the automated backups don't reach it
     */
    public Restored restore(Instant time, String copy, Predicate<RestorePlan> confirmation) throws Exception {
        return restore(RestorePoint.time(time), copy, confirmation);
    }

    /** Every call that {@link #restore} and {@link #snapshots} may make, for an {@link IamPolicy}. */
    public List<RemoteCall> calls(String copy) {
        return database.calls().copying(database.id(), copy);
    }

    private Restored restore(RestorePoint wanted, String copy, Predicate<RestorePlan> confirmation) throws Exception {
        String name = RdsNames.checked(copy);
        ChosenPoint point = database.choose(wanted);
        RestorePlan plan = new RestorePlan(
                database.id(),
                point.describe(),
                name,
                point.at(),
                Duration.between(point.at(), database.clock().instant()));
        if (!confirmation.test(plan)) {
            throw MigrationException.refused(
                    "To " + plan.describe(), "it was not confirmed", "confirm it with the token " + plan.token());
        }
        Copying copying = database.copying();
        Facts made = copying.bring(point, name, Map.of());
        return new Restored(name, made.arn(), made.endpoint(), plan, copying.differences(name));
    }
}
