package io.upshift.aws;

import io.upshift.Report;

/** How a run ended, in the word of metrics and messages. */
final class Outcome {
    private Outcome() {}

    static String of(Report report) {
        if (report instanceof Report.Failed) {
            return "failed";
        } else if (report instanceof Report.HeldElsewhere) {
            return "held";
        } else if (report instanceof Report.Completed completed
                && !completed.deferred().isEmpty()) {
            return "deferred";
        }
        return "succeeded";
    }
}
