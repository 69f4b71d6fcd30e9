package io.upshift.aws;

import io.upshift.Poll;
import io.upshift.Poller;
import io.upshift.Receipt;
import io.upshift.StepException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;

/**
 * Takes one snapshot, or goes on with the one that an earlier try has begun.
 *
 * <p>Each look lists the source's snapshots before it asks for one, so that a request whose reply was lost, or whose
 * process was killed, is found by its tag instead of being repeated.
 */
final class SnapshotRun {
    private static final Logger log = LoggerFactory.getLogger(RdsSnapshot.class);
    private static final int UNKNOWN_REPLIES = 5;
    private static final Duration LISTED_AFTER = Duration.ofMinutes(2);

    private final SnapshotCalls calls;
    private final RdsQuota quota;
    private final Poller poller;
    private final InstantSource clock;
    private final Duration reuse;
    private final String service;
    private final String runId;
    private int unknownReplies;
    private boolean asked;

    SnapshotRun(
            SnapshotCalls calls,
            RdsQuota quota,
            Poller poller,
            InstantSource clock,
            Duration reuse,
            String service,
            String runId) {
        this.calls = calls;
        this.quota = quota;
        this.poller = poller;
        this.clock = clock;
        this.reuse = reuse;
        this.service = service;
        this.runId = runId;
    }

    Receipt take() throws Exception {
        Source source = calls.source();
        String id = poller.until("a snapshot of " + source.what(), () -> start(source), SnapshotRun::progress);
        Snapshot snapshot =
                poller.missingFor(LISTED_AFTER).until("snapshot " + id, () -> look(id), SnapshotRun::progress);
        return receipt(snapshot, source);
    }

    /** Finds this run's snapshot, or asks for it as soon as the source is ready. */
    private Poll<String> start(Source of) throws StepException {
        List<Snapshot> there = calls.all();
        Optional<Snapshot> ours = there.stream()
                .filter(snapshot -> snapshot.isOf(of.resourceId()) && isOurs(snapshot))
                .max(Comparator.comparing(Snapshot::createdAt));
        if (ours.isPresent()) {
            return Poll.done(ours.get().id());
        }
        Poll<Source> source = calls.source().poll();
        if (source instanceof Poll.Waiting<Source> waiting) {
            return Poll.waiting(waiting.state());
        } else if (source instanceof Poll.Failed<Source> failed) {
            return Poll.failed(failed.why(), failed.next());
        }
        quota.check();
        List<String> names = there.stream().map(Snapshot::id).toList();
        return create(RdsNames.snapshot(calls.sourceName(), runId, calls.longestName(), names));
    }

    private Poll<String> create(String id) {
        asked = true;
        try {
            calls.create(id, Map.of(Tags.RUN, runId, Tags.SERVICE, service));
            return Poll.done(id);
        } catch (InvalidDbInstanceStateException | InvalidDbClusterStateException e) {
            return Poll.waiting("it was not available any more");
        } catch (DbSnapshotAlreadyExistsException | DbClusterSnapshotAlreadyExistsException e) {
            // A reply lost to the SDK's own retry: the next look finds it by its tag, or it is somebody else's.
            return retryUnknown(e, "a snapshot " + id + " exists that isn't this run's; delete or rename it");
        } catch (RuntimeException e) {
            if (AwsErrors.isThrottled(e)) {
                return Poll.waiting("RDS asks for fewer calls");
            } else if (AwsErrors.isUnknown(e)) {
                return retryUnknown(e, AwsErrors.words(e));
            }
            throw e;
        }
    }

    private Poll<String> retryUnknown(RuntimeException e, String what) {
        unknownReplies++;
        if (unknownReplies > UNKNOWN_REPLIES) {
            return Poll.failed(what, "see whether RDS can be reached, and run again: what was begun is picked up");
        }
        log.debug("The reply to a request for a snapshot says nothing about its outcome; looking", e);
        return Poll.waiting("looking for the outcome of a request");
    }

    private Poll<Snapshot> look(String id) {
        Optional<Snapshot> found = calls.all().stream()
                .filter(snapshot -> snapshot.id().equals(id))
                .findFirst();
        if (found.isEmpty()) {
            return Poll.missing();
        }
        Snapshot snapshot = found.get();
        if (snapshot.isAvailable()) {
            return Poll.done(snapshot);
        }
        return snapshot.isCreating()
                ? Poll.waiting(id + " is " + snapshot.percent() + " % done")
                : Poll.failed("RDS says " + snapshot.status(), "delete " + id + ", see RDS's events, and run again");
    }

    /** A copy that is still being made was begun before anything was changed; one that is done must also be young. */
    private boolean isOurs(Snapshot snapshot) {
        boolean young = snapshot.createdAt().plus(reuse).isAfter(clock.instant());
        return snapshot.has(Tags.RUN, runId) && (snapshot.isCreating() || (snapshot.isAvailable() && young));
    }

    private Receipt receipt(Snapshot snapshot, Source source) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("arn", snapshot.arn());
        details.put("source", source.resourceId());
        details.put("sizeGiB", String.valueOf(snapshot.sizeGib()));
        details.put("encrypted", String.valueOf(snapshot.encrypted()));
        if (snapshot.encrypted()) {
            details.put("kmsKey", snapshot.kmsKey());
        }
        details.put("tags", snapshot.tags().toString());
        if (!asked) {
            details.put("begunBy", "an earlier try of this run");
        }
        return new Receipt(
                calls.kind(),
                snapshot.id(),
                snapshot.createdAt(),
                source.restore().replace(RestoreCommand.SNAPSHOT, snapshot.id()),
                details);
    }

    private static void progress(String state) {
        log.info("Backup: {}", state);
    }
}
