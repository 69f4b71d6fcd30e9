package io.upshift.postgres;

import io.upshift.StepException;
import java.util.List;
import java.util.stream.Collectors;

/** Who was in a try's way when it was last looked at; nobody when nobody could be seen. */
record Blockers(List<Blocker> all) {
    static final Blockers NONE = new Blockers(List.of());

    /** A line each. */
    List<String> lines() {
        return all.stream().map(Blocker::toString).toList();
    }

    @Override
    public String toString() {
        return String.join("; ", lines());
    }

    /** What a lock cost, with who held it and what to do about them. */
    StepException told(StepException why, String tried) {
        if (all.isEmpty()) {
            return because(why, why.getMessage() + tried, why.next());
        }
        return because(why, why.getMessage() + tried + " · held by " + this, next());
    }

    private static StepException because(StepException why, String message, String next) {
        StepException told = new StepException(message, next);
        told.setStackTrace(why.getStackTrace());
        return told;
    }

    private String next() {
        String ends = all.stream()
                .filter(blocker -> blocker.pid() != 0)
                .map(blocker -> "select pg_terminate_backend(" + blocker.pid() + ")")
                .collect(Collectors.joining("; "));
        String end =
                ends.isEmpty() ? "commit or roll back the prepared transaction" : "let it finish or end it: " + ends;
        boolean hidden = all.stream().anyMatch(Blocker::isHidden);
        return end + "; then run again"
                + (hidden ? "; to be told what it does, grant pg_read_all_stats to the migrating role" : "");
    }
}
