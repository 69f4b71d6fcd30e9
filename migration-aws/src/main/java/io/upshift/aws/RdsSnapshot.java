package io.upshift.aws;

import io.upshift.Backup;
import io.upshift.MigrationException;
import io.upshift.Poller;
import io.upshift.Receipt;
import io.upshift.RemoteCall;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Snapshots an RDS instance or an Aurora cluster before it is migrated, and waits until it can be restored.
 *
 * <p>The snapshot holds what was committed when it was begun. It bears the service's name and the run's id as tags: a run
 * that was killed, or that lost a reply, finds its snapshot by them and takes no second one, as long as no migration was
 * recorded in between. An instance that is backing up or being modified is waited for; one that is full, stopped or
 * failed refuses the run. Single-AZ instances pause their I/O for a moment when a snapshot begins ("Creating a DB
 * snapshot", Amazon RDS User Guide). Immutable and thread-safe; the client is never closed.
 */
public final class RdsSnapshot implements Backup {
    private static final Logger log = LoggerFactory.getLogger(RdsSnapshot.class);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final RdsClient rds;
    private final SnapshotCalls calls;
    private String service;
    private Duration deadline = Duration.ofHours(6);
    private Duration reuse = Duration.ofHours(1);
    private @Nullable Retention retention;
    private boolean bestEffort;
    private InstantSource clock = InstantSource.system();
    private Poller.Sleeper sleeper = pause -> Thread.sleep(pause.toMillis());

    private RdsSnapshot(RdsClient rds, SnapshotCalls calls) {
        this.rds = rds;
        this.calls = calls;
        this.service = calls.sourceName();
    }

    /** Of a DB instance, by its identifier. */
    public static RdsSnapshot of(RdsClient rds, String instance) {
        return new RdsSnapshot(rds, new InstanceSnapshots(rds, instance));
    }

    /** Of an Aurora cluster, by its identifier. */
    public static RdsSnapshot cluster(RdsClient rds, String cluster) {
        return new RdsSnapshot(rds, new ClusterSnapshots(rds, cluster));
    }

    /** Whose snapshots these are, where several services share a source; the source's own name unless set. */
    public RdsSnapshot service(String service) {
        return with(copy -> copy.service = service);
    }

    /** How long to wait, for the source and then for the snapshot; 6 hours unless set. */
    public RdsSnapshot waitAtMost(Duration deadline) {
        return with(copy -> copy.deadline = deadline);
    }

    /** How old a finished snapshot of an earlier try may be to be taken for this one's; 1 hour unless set. */
    public RdsSnapshot reuseWithin(Duration reuse) {
        return with(copy -> copy.reuse = reuse);
    }

    /**
     * Deletes this service's own older snapshots after a new one has become available; none are deleted unless set.
     *
     * @param newest how many to keep at least; 1 or more
     * @param younger whatever is younger than this is kept as well
     */
    public RdsSnapshot keep(int newest, Duration younger) {
        if (newest < 1) {
            throw MigrationException.usage("Keeping " + newest + " snapshots keeps no backup", "keep 1 or more");
        }
        return with(copy -> copy.retention = new Retention(newest, younger));
    }

    /** Lets the run go on when there is no snapshot; the receipt in its report says so, and why. */
    public RdsSnapshot bestEffort() {
        return with(copy -> copy.bestEffort = true);
    }

    /** With another time, for tests. */
    public RdsSnapshot in(InstantSource clock, Poller.Sleeper sleeper) {
        return with(copy -> {
            copy.clock = clock;
            copy.sleeper = sleeper;
        });
    }

    @Override
    public Receipt take(String runId) throws Exception {
        try {
            return taken(runId);
        } catch (Exception e) {
            if (bestEffort && !Thread.currentThread().isInterrupted()) {
                log.warn("No snapshot was taken, and the run goes on without one", e);
                return missing(e);
            }
            throw e;
        }
    }

    @Override
    public List<RemoteCall> calls() {
        return calls.permissions(retention != null);
    }

    private Receipt taken(String runId) throws Exception {
        Poller poller = Poller.every(FIRST_LOOK, LOOK_EVERY).atMost(deadline).in(clock, sleeper);
        RdsQuota quota = new RdsQuota(rds, calls.quota());
        Receipt receipt = new SnapshotRun(calls, quota, poller, clock, reuse, service, runId).take();
        if (retention != null) {
            retention.apply(calls, service, receipt.details().getOrDefault("source", ""), clock.instant());
        }
        return receipt;
    }

    private Receipt missing(Exception why) {
        return new Receipt(
                calls.kind(),
                "none",
                clock.instant(),
                "there is nothing to restore",
                Map.of("skipped", String.valueOf(why.getMessage())));
    }

    private RdsSnapshot with(Consumer<RdsSnapshot> change) {
        RdsSnapshot copy = new RdsSnapshot(rds, calls);
        copy.service = service;
        copy.deadline = deadline;
        copy.reuse = reuse;
        copy.retention = retention;
        copy.bestEffort = bestEffort;
        copy.clock = clock;
        copy.sleeper = sleeper;
        change.accept(copy);
        return copy;
    }
}
