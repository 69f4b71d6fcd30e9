package io.upshift.postgres;

import io.upshift.BatchFailure;
import io.upshift.BatchFailure.Kind;
import io.upshift.StepException;
import java.sql.SQLException;
import java.util.Set;

/** What a failed batch means for the work. */
final class BatchErrors {
    /** A statement that took too long, and a serialization failure: smaller, or again, it may succeed. */
    private static final Set<String> AGAIN = Set.of("57014", "40001");

    private static final String RAISED = "P0001";

    private BatchErrors() {}

    static BatchFailure told(Exception e, String place) {
        if (e instanceof BatchFailure known) {
            return known;
        }
        if (e instanceof StepException step) {
            return new BatchFailure(Kind.FATAL, String.valueOf(step.getMessage()), step.next(), step);
        }
        SQLException sql = SqlErrors.find(e);
        if (sql == null) {
            return e instanceof InterruptedException || Thread.currentThread().isInterrupted()
                    ? new BatchFailure(Kind.LOST, "interrupted", "run again", e)
                    : new BatchFailure(
                            Kind.DATA, e.getClass().getName() + " in the work's own code", "correct the work", e);
        }
        StepException told = SqlErrors.step(sql, place);
        return new BatchFailure(kind(sql), String.valueOf(told.getMessage()), told.next(), sql);
    }

    /** Another service's clean-up, or a revert, took the checkpoints away. */
    static BatchFailure gone() {
        return new BatchFailure(
                Kind.FATAL,
                "its checkpoints are gone: another instance has reverted it",
                "look at status, and migrate again",
                new IllegalStateException("no checkpoint"));
    }

    private static Kind kind(SQLException e) {
        String state = SqlErrors.state(e);
        if (SqlErrors.isConnectionLost(e)) {
            return Kind.LOST;
        }
        if (SqlErrors.isContention(e) || AGAIN.contains(state) || isClaimLost(e)) {
            return Kind.CONTENTION;
        }
        return state.startsWith("22") || state.startsWith("23") || state.equals(RAISED) ? Kind.DATA : Kind.FATAL;
    }

    /** Another worker has the range by now; nothing of this batch is committed. */
    private static boolean isClaimLost(SQLException e) {
        boolean isLock = SqlErrors.state(e).equals("42704")
                && String.valueOf(e.getMessage()).contains(BatchTables.CLAIM_LOST);
        boolean isMove = SqlErrors.state(e).equals("23502") && SqlErrors.column(e).equals("turn");
        return isLock || isMove;
    }
}
