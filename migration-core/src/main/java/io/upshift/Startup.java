package io.upshift;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a service's start does about migrations. */
final class Startup<S> {
    private static final Logger log = LoggerFactory.getLogger(MigrationRunner.class);

    private final Wiring<S> wiring;
    private final MigrationRunner<S> runner;

    Startup(Wiring<S> wiring, MigrationRunner<S> runner) {
        this.wiring = wiring;
        this.runner = runner;
    }

    CompletableFuture<Report> start(StartupMode mode) {
        return switch (mode) {
            case MIGRATE -> CompletableFuture.completedFuture(withoutBatches());
            case WAIT -> CompletableFuture.completedFuture(awaitOthers());
            case VERIFY -> CompletableFuture.completedFuture(verify());
            case BACKGROUND -> inBackground();
        };
    }

    /** The schema is ready without what works in batches, which may take hours and goes on beside the service. */
    private Report withoutBatches() {
        Report report = new MigrateRun<>(wiring.leavingBatches(), wiring.connect()).run(true);
        if (wiring.settings().batchWorkers() > 0 && isInBatches()) {
            daemon(this::doBatches);
        }
        return report;
    }

    private void doBatches() {
        try {
            runner.migrate();
        } catch (RuntimeException e) {
            log.error("The work in batches beside the service ended: {}", e.getMessage());
        }
    }

    private boolean isInBatches() {
        try (TargetConnection<S> connection = wiring.connect()) {
            History history = connection.history(wiring.catalogue().fingerprint());
            return !history.isCurrent()
                    && wiring.planner().pending(history).stream().anyMatch(Planned::isInBatches);
        }
    }

    private CompletableFuture<Report> inBackground() {
        CompletableFuture<Report> report = new CompletableFuture<>();
        daemon(() -> {
            try {
                report.complete(runner.migrate());
            } catch (Throwable e) {
                report.completeExceptionally(e);
            }
        });
        return report;
    }

    private void daemon(Runnable work) {
        Thread thread = new Thread(work, "upshift-" + wiring.service().name());
        thread.setDaemon(true);
        thread.start();
    }

    private Report awaitOthers() {
        long begun = System.nanoTime();
        while (true) {
            try (TargetConnection<S> connection = wiring.connect()) {
                if (pending(connection) == 0) {
                    return new ReportFold(wiring.info("migrate")).upToDate();
                }
            }
            if (System.nanoTime() - begun > wiring.settings().lockWait().toNanos()) {
                throw MigrationException.held(
                        "Nobody has migrated " + wiring.target().describe() + " within "
                                + wiring.settings().lockWait(),
                        "run migrate in the deploy step, or start with the mode migrate");
            }
            LockWait.pause();
        }
    }

    private Report verify() {
        try (TargetConnection<S> connection = wiring.connect()) {
            int pending = pending(connection);
            if (pending > 0) {
                throw MigrationException.refused(
                        wiring.service().name() + " can't start on "
                                + wiring.target().describe(),
                        pending + " migrations are pending",
                        "run migrate first");
            }
            return new ReportFold(wiring.info("migrate")).upToDate();
        }
    }

    private int pending(TargetConnection<S> connection) {
        History history = connection.history(wiring.catalogue().fingerprint());
        if (history.isCurrent()) {
            return 0;
        }
        List<Planned<S>> pending = wiring.planner().pending(history);
        Verdict verdict = new Verdict(wiring.gates().findings(pending, connection));
        return blocking(verdict.split(pending));
    }

    /** What waits for a gate or works in batches, and what waits for that, keeps no service from starting. */
    private int blocking(Verdict.Split<S> pending) {
        Set<MigrationId> waiting = new HashSet<>();
        pending.waiting().forEach(migration -> waiting.add(migration.item().id()));
        int blocking = 0;
        for (Planned<S> migration : pending.runnable()) {
            boolean waits = migration.isInBatches()
                    || migration.item().metadata().dependsOn().stream().anyMatch(waiting::contains);
            if (waits) {
                waiting.add(migration.item().id());
            } else {
                blocking++;
            }
        }
        return blocking
                + (int) waiting.stream().filter(wiring.required()::contains).count();
    }
}
