package io.upshift.examples.benchmarks;

/** A question that the figures answer. */
@FunctionalInterface
interface Scenario {
    void run(Bench bench) throws Exception;

    /** Whether it asks the bench for databases. */
    default boolean needsServer() {
        return true;
    }

    static Scenario named(String name) {
        return switch (name) {
            case "noop" -> new NoopScenario();
            case "apply" -> new ApplyScenario();
            case "contend" -> new ContendScenario();
            case "cold" -> new ColdScenario();
            case "backfill" -> new BackfillScenario();
            case "expand" -> new ExpandScenario();
            case "locks" -> new LocksScenario();
            case "upcast" -> new UpcastScenario();
            default ->
                throw new IllegalArgumentException("There is no scenario '" + name
                        + "'; there are noop, apply, contend, cold, locks, upcast, backfill, expand");
        };
    }
}
