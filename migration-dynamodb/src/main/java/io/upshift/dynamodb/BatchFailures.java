package io.upshift.dynamodb;

import io.upshift.BatchFailure;
import io.upshift.BatchFailure.Kind;
import io.upshift.StepException;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed batch means for the work. */
final class BatchFailures {
    private BatchFailures() {}

    static BatchFailure told(Exception thrown) {
        Exception e = AwsErrors.unwrapped(thrown);
        if (e instanceof BatchFailure known) {
            return known;
        }
        if (e instanceof SegmentClaim.Lost lost) {
            return new BatchFailure(
                    Kind.CONTENTION, String.valueOf(lost.getMessage()), "nothing: it goes on at the checkpoint", lost);
        }
        if (e instanceof StepException step) {
            return new BatchFailure(Kind.FATAL, String.valueOf(step.getMessage()), step.next(), step);
        }
        if (e instanceof AbortedException
                || e instanceof InterruptedException
                || e instanceof CancellationException
                || Thread.currentThread().isInterrupted()) {
            return new BatchFailure(Kind.LOST, "interrupted", "run again", e);
        }
        if (!(e instanceof SdkException aws)) {
            return new BatchFailure(
                    Kind.DATA, e.getClass().getName() + " in the work's own code", "correct the work", e);
        }
        StepException told = (StepException) AwsErrors.step(aws);
        return new BatchFailure(kind(aws), String.valueOf(told.getMessage()), told.next(), aws);
    }

    /** Another instance's revert, or somebody's clean-up, took the checkpoints away. */
    static BatchFailure gone() {
        return new BatchFailure(
                Kind.FATAL,
                "its checkpoints are gone: another instance has reverted it",
                "look at status, and migrate again",
                new IllegalStateException("no checkpoint"));
    }

    private static Kind kind(SdkException e) {
        if (Retries.isLostReply(e)) {
            return Kind.LOST;
        }
        return Retries.isPassing(e) ? Kind.CONTENTION : Kind.FATAL;
    }
}
