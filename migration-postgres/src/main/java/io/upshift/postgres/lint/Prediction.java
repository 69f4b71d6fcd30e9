package io.upshift.postgres.lint;

import io.upshift.postgres.lint.Effect.Work;
import java.time.Duration;

/**
 * How long a statement keeps its lock, by order of magnitude.
 *
 * <p>From the table's size and what one core does a second, measured on PostgreSQL 17 with a table of a million rows that
 * was in memory (docs/lint.md says how). Disks, other load, wide indexes and slow expressions make it longer: the range
 * is from a third to ten times of what was measured. It says nothing of the wait for the lock before that.
 */
record Prediction(Duration likely) {
    private static final long MEGABYTE = 1024L * 1024;
    private static final long SCANNED_PER_SECOND = 250 * MEGABYTE;
    private static final long INDEXED_PER_SECOND = 100 * MEGABYTE;
    private static final long REWRITTEN_PER_SECOND = 60 * MEGABYTE;
    private static final long CHANGED_PER_SECOND = 20 * MEGABYTE;
    private static final int FASTER = 3;
    private static final int SLOWER = 10;

    static Prediction of(Work work, TableFacts facts) {
        return switch (work) {
            case NONE -> new Prediction(Duration.ZERO);
            case SCAN -> at(facts.bytes(), SCANNED_PER_SECOND);
            case BUILD -> at(facts.bytes(), INDEXED_PER_SECOND);
            case ROWS -> at(facts.allBytes(), CHANGED_PER_SECOND);
            case REWRITE -> at(facts.allBytes(), REWRITTEN_PER_SECOND);
        };
    }

    private static Prediction at(long bytes, long perSecond) {
        return new Prediction(Duration.ofMillis(Math.max(1, bytes * 1000 / perSecond)));
    }

    static String words(Work work) {
        return switch (work) {
            case NONE -> "none";
            case ROWS -> "row by row";
            case SCAN -> "scan";
            case BUILD -> "index build";
            case REWRITE -> "rewrite";
        };
    }

    String words() {
        return "about " + Sizes.time(likely) + ", from " + Sizes.time(likely.dividedBy(FASTER)) + " to "
                + Sizes.time(likely.multipliedBy(SLOWER));
    }
}
