package io.upshift.aws;

/**
 * What becomes of the writes to blue after green was copied from it. There is no default: each has a price that somebody
 * has to have chosen.
 */
public sealed interface WritePolicy {

    /** Nobody writes from before the copy until the switch, for as long as a restore takes: nothing is lost. */
    static WritePolicy freeze(WriteFreeze freeze) {
        return new Frozen(freeze);
    }

    /** They are replicated; writing is frozen only for the moment of the switch: nothing is lost. */
    static WritePolicy replicate(Replication replication, WriteFreeze freeze) {
        return new Replicated(replication, freeze);
    }

    /** They are missing from green; the switch says since when, and wants that confirmed. */
    static WritePolicy acceptLoss() {
        return new Lost();
    }

    /** See {@link WritePolicy#freeze}. */
    record Frozen(WriteFreeze freeze) implements WritePolicy {}

    /** See {@link WritePolicy#replicate}. */
    record Replicated(Replication replication, WriteFreeze freeze) implements WritePolicy {}

    /** See {@link WritePolicy#acceptLoss}. */
    record Lost() implements WritePolicy {}
}
