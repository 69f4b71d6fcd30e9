package io.upshift;

import io.upshift.RunEvent.RunInfo;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** One run of {@code revert} over several stores, from top to bottom. */
final class CoordinatedRevert {
    private final Stores stores;

    CoordinatedRevert(Stores stores) {
        this.stores = stores;
    }

    /**
     * Migrations of one store that go without one of another in between.
     *
     * @param place of the first of them among all
     */
    private record Turn(Store<?> store, int place, Plan plan) {}

    Plan plan(RevertTo to) {
        return plan(turns(to));
    }

    Report run(RevertTo to, Predicate<Plan> confirmation) {
        List<Turn> turns = turns(to);
        Plan plan = plan(turns);
        RunInfo run = stores.info("revert");
        CoordinatedFold report =
                new CoordinatedFold(run, stores.events(), plan.items().size());
        if (plan.isEmpty()) {
            return report.done();
        }
        if (!confirmation.test(plan)) {
            throw MigrationException.refused(
                    "The revert of " + plan.items().size() + " migrations on " + plan.target(),
                    "it was not confirmed",
                    "confirm it, on the command line with --yes");
        }
        List<Backup> backup = new CommonBackup(stores.backups(), key(plan)).once();
        try {
            for (Turn turn : turns) {
                takeBack(turn, backup, report);
            }
            Report outcome = report.done();
            stores.verify(Direction.DOWN);
            return report.told(outcome);
        } catch (MigrationException e) {
            MigrationException failure = new CoordinatedFailure(stores, report).after(e, null);
            Report soFar = failure.report();
            if (soFar != null) {
                report.told(soFar);
            }
            throw failure;
        }
    }

    private void takeBack(Turn turn, List<Backup> backup, CoordinatedFold report) {
        List<MigrationId> ids = ids(turn.plan());
        Store<?> store = turn.store().within(plan -> List.of(), backup, report);
        try {
            report.ended(store.name(), store.revert(RevertTo.last(ids.size()), now -> ids(now).equals(ids)));
        } catch (MigrationException e) {
            Report soFar = e.report();
            if (soFar != null) {
                report.ended(store.name(), soFar);
            }
            throw e;
        }
    }

    private Plan plan(List<Turn> turns) {
        List<Plan> plans = turns.stream().map(Turn::plan).toList();
        return plans.isEmpty()
                ? new Plan(stores.service(), stores.target(), Direction.DOWN, List.of(), List.of())
                : Plan.over(stores.service(), Direction.DOWN, plans);
    }

    private List<Turn> turns(RevertTo to) {
        List<AppliedOrder.Applied> chosen = new AppliedOrder(stores.all()).chosen(to);
        List<Turn> turns = new ArrayList<>();
        for (Store<?> store : stores.all()) {
            int total = (int) chosen.stream().filter(one -> one.isIn(store)).count();
            if (total > 0) {
                parts(store, store.planRevert(RevertTo.last(total)), chosen, turns);
            }
        }
        turns.sort(Comparator.comparingInt(Turn::place));
        return turns;
    }

    /** A store's plan, cut where another store has its turn. */
    private static void parts(Store<?> store, Plan whole, List<AppliedOrder.Applied> chosen, List<Turn> turns) {
        int done = 0;
        int place = 0;
        while (place < chosen.size()) {
            int end = place;
            while (end < chosen.size() && chosen.get(end).isIn(store)) {
                end++;
            }
            if (end > place) {
                turns.add(new Turn(store, place, whole.part(done, done + end - place)));
                done += end - place;
            }
            place = end + 1;
        }
    }

    private static List<MigrationId> ids(Plan plan) {
        return plan.items().stream().map(Plan.Item::id).toList();
    }

    private static String key(Plan plan) {
        MessageDigest digest = Digests.sha256();
        Digests.add(digest, plan.service().name());
        Digests.add(digest, plan.direction().name());
        for (Plan store : plan.stores()) {
            Digests.add(digest, store.target());
            Digests.add(digest, ids(store).toString());
        }
        return BackupKey.of(digest);
    }
}
