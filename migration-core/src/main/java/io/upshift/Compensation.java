package io.upshift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Takes back what a failed run had applied, the last store first. */
final class Compensation {
    private final Stores stores;
    private final CoordinatedFold report;

    Compensation(Stores stores, CoordinatedFold report) {
        this.stores = stores;
        this.report = report;
    }

    /** What is to be taken back in one store. */
    private record Part(Store<?> store, Plan plan) {}

    /** @return what came of it, in words; a failure of its own doesn't hide the run's */
    String run(Predicate<Plan> confirmation) {
        List<String> back = new ArrayList<>();
        try {
            List<Part> parts = parts();
            Plan plan = Plan.over(
                    stores.service(),
                    Direction.DOWN,
                    parts.stream().map(Part::plan).toList());
            if (plan.isEmpty()) {
                return "there was nothing to take back";
            }
            if (!confirmation.test(plan)) {
                return "what this run applied was left, because taking it back was not confirmed";
            }
            for (Part part : parts) {
                takeBack(part);
                back.add(part.plan().items().size() + " in " + part.store().name());
            }
            return "taken back: " + String.join(", ", back);
        } catch (RuntimeException e) {
            return "taking back what this run applied failed too (" + e.getMessage() + "), with "
                    + (back.isEmpty() ? "nothing" : String.join(", ", back)) + " taken back before";
        }
    }

    private void takeBack(Part part) {
        List<MigrationId> ids = ids(part.plan());
        try {
            report.takenBack(part.store()
                    .revert(RevertTo.last(ids.size()), plan -> ids(plan).equals(ids)));
        } catch (MigrationException e) {
            Report soFar = e.report();
            if (soFar != null) {
                report.takenBack(soFar);
            }
            throw e;
        }
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (Store<?> store : stores.all()) {
            int latest = latest(store);
            if (latest > 0) {
                parts.add(0, new Part(store, store.planRevert(RevertTo.last(latest))));
            }
        }
        return parts;
    }

    /** How many of the latest migrations in a store are this run's, with the one in which it was stopped half way. */
    private int latest(Store<?> store) {
        Report turn = report.of(store.name());
        Set<MigrationId> touched = new HashSet<>();
        if (turn != null) {
            for (Report.Result result : turn.results()) {
                if (result.state() == State.APPLIED || result.state() == State.FAILED) {
                    touched.add(result.id());
                }
            }
        }
        int latest = 0;
        if (!touched.isEmpty()) {
            List<Recorded> applied = store.applied();
            while (latest < applied.size()
                    && touched.contains(applied.get(latest).id())) {
                latest++;
            }
        }
        return latest;
    }

    private static List<MigrationId> ids(Plan plan) {
        return plan.items().stream().map(Plan.Item::id).toList();
    }
}
