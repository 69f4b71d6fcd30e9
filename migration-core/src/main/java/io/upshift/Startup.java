package io.upshift;

import java.util.concurrent.CompletableFuture;

/** What a service's start does about migrations. */
final class Startup<S> {
    private final Wiring<S> wiring;
    private final MigrationRunner<S> runner;

    Startup(Wiring<S> wiring, MigrationRunner<S> runner) {
        this.wiring = wiring;
        this.runner = runner;
    }

    CompletableFuture<Report> start(StartupMode mode) {
        return switch (mode) {
            case MIGRATE -> CompletableFuture.completedFuture(runner.migrate());
            case WAIT -> CompletableFuture.completedFuture(awaitOthers());
            case VERIFY -> CompletableFuture.completedFuture(verify());
            case BACKGROUND -> inBackground();
        };
    }

    private CompletableFuture<Report> inBackground() {
        CompletableFuture<Report> report = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        report.complete(runner.migrate());
                    } catch (Throwable e) {
                        report.completeExceptionally(e);
                    }
                },
                "upshift-" + wiring.service().name());
        thread.setDaemon(true);
        thread.start();
        return report;
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
        return history.isCurrent() ? 0 : wiring.planner().pending(history).size();
    }
}
