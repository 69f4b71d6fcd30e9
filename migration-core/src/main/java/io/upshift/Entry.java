package io.upshift;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the history, which is only ever appended to.
 *
 * <p>Every entry carries the hash of itself and of the entry before it, so that a later edit that doesn't recompute the
 * whole rest of the chain is found by {@code validate}. That is the limit of the claim: who can write to the history and
 * recomputes the chain, and the head beside the lock, isn't found.
 *
 * @param position 1 for a service's first entry, then without gaps
 * @param draft what was done
 * @param epoch how many times the run lock had been taken when this was written
 * @param runId the run that wrote it
 * @param startedAt by the clock of the machine that ran it, to the microsecond
 * @param finishedAt by the same clock
 * @param executed SHA-256 of the statements that were executed, in hex; empty when none were
 * @param hash SHA-256, in hex, over the previous entry's hash and every other component of this one
 */
public record Entry(
        long position,
        Draft draft,
        long epoch,
        String runId,
        Instant startedAt,
        Instant finishedAt,
        String executed,
        String hash) {

    /** The hash before the first entry. */
    public static final String GENESIS = "";

    /**
     * What is known of an entry before it is written.
     *
     * @param step 0-based
     * @param steps how many steps the migration has
     * @param checksum of the migration's content with its algorithm's version in front; empty when it has none
     * @param down the script that takes the migration back, for a binary that doesn't know it
     * @param error why it failed or waits, or who opened its gate by hand and why; never data, never a secret
     */
    public record Draft(
            String service,
            MigrationId id,
            String description,
            Kind kind,
            Direction direction,
            @Nullable Phase phase,
            int step,
            int steps,
            State state,
            String checksum,
            boolean breaking,
            @Nullable String down,
            String serviceVersion,
            String who,
            String host,
            @Nullable String error) {

        /** The same migration's draft of a step's outcome. */
        public Draft of(Kind kind, Direction direction, int step, int steps, State state, @Nullable String error) {
            return new Draft(
                    service,
                    id,
                    description,
                    kind,
                    direction,
                    phase,
                    step,
                    steps,
                    state,
                    checksum,
                    breaking,
                    down,
                    serviceVersion,
                    who,
                    host,
                    error);
        }
    }

    /** The entry that follows one with the given hash. */
    public static Entry sealed(
            long position,
            Draft draft,
            long epoch,
            String runId,
            Instant startedAt,
            Instant finishedAt,
            String executed,
            String previousHash) {
        Entry open = new Entry(position, draft, epoch, runId, startedAt, finishedAt, executed, "");
        return new Entry(position, draft, epoch, runId, startedAt, finishedAt, executed, open.hashAfter(previousHash));
    }

    public MigrationId id() {
        return draft.id;
    }

    public State state() {
        return draft.state;
    }

    public Duration duration() {
        return Duration.between(startedAt, finishedAt);
    }

    /** What {@link #hash} has to be when the entry before has the given hash. */
    String hashAfter(String previousHash) {
        MessageDigest digest = Digests.sha256();
        Digests.add(digest, previousHash);
        Digests.add(digest, Long.toString(position));
        Digests.add(digest, draft.service);
        Digests.add(digest, draft.id.toString());
        Digests.add(digest, draft.description);
        Digests.add(digest, draft.kind.name());
        Digests.add(digest, draft.direction.name());
        Digests.add(digest, draft.phase == null ? null : draft.phase.name());
        Digests.add(digest, draft.step + "/" + draft.steps);
        Digests.add(digest, draft.state.name());
        Digests.add(digest, draft.checksum);
        Digests.add(digest, Boolean.toString(draft.breaking));
        Digests.add(digest, draft.down);
        Digests.add(digest, draft.serviceVersion);
        Digests.add(digest, draft.who);
        Digests.add(digest, draft.host);
        Digests.add(digest, draft.error);
        Digests.add(digest, Long.toString(epoch));
        Digests.add(digest, runId);
        Digests.add(digest, startedAt.toString());
        Digests.add(digest, finishedAt.toString());
        Digests.add(digest, executed);
        return Digests.hex(digest.digest());
    }

    /** SHA-256 of a text, in hex. */
    public static String sha256(String text) {
        return Digests.hex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
