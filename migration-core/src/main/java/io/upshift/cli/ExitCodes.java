package io.upshift.cli;

import io.upshift.MigrationException;
import io.upshift.Report;

/** How a command ended, for the shell. */
final class ExitCodes {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int REFUSED = 3;
    static final int HELD = 4;

    private ExitCodes() {}

    static int of(Report report) {
        if (report instanceof Report.HeldElsewhere) {
            return HELD;
        }
        return report instanceof Report.Failed ? FAILED : DONE;
    }

    static int of(MigrationException.Reason reason) {
        return switch (reason) {
            case FAILED -> FAILED;
            case USAGE -> USAGE;
            case REFUSED -> REFUSED;
            case HELD -> HELD;
        };
    }
}
