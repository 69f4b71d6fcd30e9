package io.upshift.testkit.fault;

/** The process is gone: nothing that it would have done next happens. An error, because nobody recovers from it. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String moment) {
        super("The process was killed " + moment);
    }
}
