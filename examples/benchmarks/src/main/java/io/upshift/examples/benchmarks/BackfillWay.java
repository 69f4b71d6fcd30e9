package io.upshift.examples.benchmarks;

import java.util.List;

/**
 * One way to set a column of every row.
 *
 * @param work does it, and returns the seconds that it took or would have taken
 * @param changesAll whether every row is set at the end
 */
record BackfillWay(String name, boolean changesAll, Work work) {
    static final String OFFSET = "offset";
    /** Best for the plain loop on the machine where the figures of the documentation were made. */
    static final int BATCH = 5_000;

    static final List<String> NAMES = List.of(
            "idle", "one-update", "floor-1", "floor-2", "upshift-1", "upshift-2", OFFSET, "floor-rows", "upshift-rows");

    /** What a way does. */
    @FunctionalInterface
    interface Work {
        double seconds(Database database, int rows) throws Exception;
    }

    static BackfillWay named(String name) {
        return switch (name) {
            case "idle" -> new BackfillWay(name, false, PlainBackfill::nothing);
            case "one-update" -> new BackfillWay(name, true, PlainBackfill::oneUpdate);
            case "floor-1" -> new BackfillWay(name, true, (at, rows) -> PlainBackfill.keyset(at, rows, 1));
            case "floor-2" -> new BackfillWay(name, true, (at, rows) -> PlainBackfill.keyset(at, rows, 2));
            case "floor-rows" -> new BackfillWay(name, true, PlainBackfill::rows);
            case OFFSET -> new BackfillWay(name, false, PlainBackfill::offset);
            case "upshift-1" -> new BackfillWay(name, true, (at, rows) -> UpshiftBackfill.sql(at, 1));
            case "upshift-2" -> new BackfillWay(name, true, (at, rows) -> UpshiftBackfill.sql(at, 2));
            case "upshift-rows" -> new BackfillWay(name, true, (at, rows) -> UpshiftBackfill.rows(at));
            default -> throw new IllegalArgumentException("There is no way '" + name + "'; there are " + NAMES);
        };
    }

    double seconds(Database database, int rows) throws Exception {
        return work.seconds(database, rows);
    }
}
