package io.upshift;

import io.upshift.Preflight.Finding;
import io.upshift.RunEvent.RunInfo;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run of {@code migrate} over several stores, from top to bottom. */
final class CoordinatedRun {
    private final Stores stores;
    private final RunInfo run;

    CoordinatedRun(Stores stores) {
        this.stores = stores;
        this.run = stores.info("migrate");
    }

    /**
     * @param patient whether to wait for an instance that holds a run lock
     * @param compensation asked whether to take back what this run applied, when it fails; null takes nothing back
     */
    Report run(boolean patient, @Nullable Predicate<Plan> compensation) {
        List<Store.Pending> pending = stores.pending();
        int migrations =
                pending.stream().mapToInt(store -> store.plan().items().size()).sum();
        CoordinatedFold report = new CoordinatedFold(run, stores.events(), migrations);
        if (migrations == 0) {
            stores.all().forEach(store -> report.ended(store.name(), upToDate(store)));
            return report.done();
        }
        try {
            return report.told(turns(pending, report, patient));
        } catch (MigrationException e) {
            MigrationException failure = new CoordinatedFailure(stores, report).after(e, compensation);
            Report soFar = failure.report();
            if (soFar != null) {
                report.told(soFar);
            }
            throw failure;
        }
    }

    private Report turns(List<Store.Pending> pending, CoordinatedFold report, boolean patient) {
        DependenciesElsewhere dependencies = new DependenciesElsewhere(stores.all());
        List<Backup> backup = new CommonBackup(stores.backups(), key(pending)).once();
        refuse(stores.plans(pending, dependencies));
        List<Store<?>> part = stores.within(dependencies::waiting, backup, report);
        boolean again;
        do {
            again = false;
            for (Store<?> store : part) {
                Report turn = store.turn(patient, report);
                if (turn instanceof Report.HeldElsewhere) {
                    return report.heldElsewhere();
                }
                again |= turn.results().stream().anyMatch(result -> result.state() == State.APPLIED);
            }
            // What was applied may be what something in an earlier store waited for.
        } while (again && stores.dependOnEachOther());
        Report outcome = report.done();
        if (report.isStarted()) {
            stores.verify(Direction.UP);
        }
        return outcome;
    }

    /** Before the first store is changed: what is refused in the last one changes nothing in the first. */
    private static void refuse(List<Plan> plans) {
        List<String> errors = new ArrayList<>();
        for (Plan plan : plans) {
            List<Finding> findings = plan.findings();
            new Verdict(findings).errors().forEach(error -> errors.add(plan.target() + ": " + error));
        }
        if (!errors.isEmpty()) {
            throw MigrationException.refused(
                    "The checks before the run refused it, and no store was changed",
                    String.join("; ", errors),
                    "do what the findings say, and run again");
        }
    }

    private static Report upToDate(Store<?> store) {
        return new ReportFold(store.wiring().info("migrate")).upToDate();
    }

    private static String key(List<Store.Pending> pending) {
        MessageDigest digest = Digests.sha256();
        pending.forEach(store -> Digests.add(digest, store.key()));
        return BackupKey.of(digest);
    }
}
