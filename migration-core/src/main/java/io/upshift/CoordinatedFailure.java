package io.upshift;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said and done after a run over several stores has failed: nothing spans them, so each stands where its own
 * run left it.
 */
final class CoordinatedFailure {
    private final Stores stores;
    private final CoordinatedFold report;

    CoordinatedFailure(Stores stores, CoordinatedFold report) {
        this.stores = stores;
        this.report = report;
    }

    /** The failure with where each store stands, what was taken back, and what a rerun will do. */
    MigrationException after(MigrationException failure, @Nullable Predicate<Plan> compensation) {
        if (!report.isStarted()) {
            return failure.with(end(failure, String.valueOf(failure.getMessage())));
        }
        List<String> standing = new ArrayList<>();
        stores.all().forEach(store -> standing.add(store.name() + " " + standing(store)));
        String rerun = "a rerun leaves what is applied and goes on with the rest";
        if (compensation != null) {
            String came = new Compensation(stores, report).run(compensation);
            standing.add(came);
        }
        MigrationException told = failure.amongStores(String.join("; ", standing), rerun);
        return told.with(end(failure, String.valueOf(told.getMessage())));
    }

    private Report end(MigrationException failure, String error) {
        return failure.reason() == MigrationException.Reason.HELD ? report.heldElsewhere() : report.failed(error);
    }

    private String standing(Store<?> store) {
        Report turn = report.of(store.name());
        if (turn == null) {
            return "not begun";
        }
        String done = done(turn);
        if (turn instanceof Report.Failed) {
            return "failed (" + done + " by this run)";
        }
        if (turn instanceof Report.HeldElsewhere) {
            return "held by another instance (" + done + " by this run)";
        }
        return turn instanceof Report.UpToDate ? "up to date" : "done (" + done + " by this run)";
    }

    private static String done(Report turn) {
        List<String> done = new ArrayList<>();
        for (State state : List.of(State.APPLIED, State.REVERTED)) {
            long count = turn.results().stream()
                    .filter(result -> result.state() == state)
                    .count();
            if (count > 0) {
                done.add(count + " " + Words.of(state));
            }
        }
        return done.isEmpty() ? "nothing changed" : String.join(", ", done);
    }
}
