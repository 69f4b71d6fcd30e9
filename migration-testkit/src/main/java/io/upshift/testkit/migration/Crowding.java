package io.upshift.testkit.migration;

import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts many instances of a service at the same moment on one empty database; every second one is a release older. */
final class Crowding<S> {
    private final MigrationHarness<S> harness;
    private final int instances;

    Crowding(MigrationHarness<S> harness, int instances) {
        this.harness = harness;
        this.instances = instances;
    }

    List<String> wrong() {
        Schema alone;
        try (Stage<S> stage = harness.stage()) {
            stage.runner().migrate();
            alone = stage.schema();
        }
        try (Stage<S> stage = harness.stage()) {
            List<String> wrong = new ArrayList<>(start(stage));
            wrong.addAll(stage.runner().validate());
            Trial.change(alone, stage.schema())
                    .lines()
                    .forEach(line -> wrong.add("they make another schema than one: " + line));
            return wrong;
        }
    }

    private List<String> start(Stage<S> stage) {
        ExecutorService threads = Executors.newFixedThreadPool(instances);
        CyclicBarrier barrier = new CyclicBarrier(instances);
        try {
            List<Future<Report>> runs = new ArrayList<>();
            for (int i = 0; i < instances; i++) {
                MigrationRunner<S> runner = i % 2 == 0 ? stage.runner() : older(stage);
                Callable<Report> run = () -> {
                    barrier.await();
                    return runner.migrate();
                };
                runs.add(threads.submit(run));
            }
            return failures(runs);
        } finally {
            threads.shutdownNow();
        }
    }

    private MigrationRunner<S> older(Stage<S> stage) {
        int last = Math.max(harness.ids().size() - 2, 0);
        return stage.upTo(harness.ids().get(last));
    }

    private static List<String> failures(List<Future<Report>> runs) {
        List<String> failures = new ArrayList<>();
        for (Future<Report> run : runs) {
            try {
                run.get();
            } catch (Exception e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                failures.add("an instance fails: " + cause.getMessage());
            }
        }
        return failures;
    }
}
