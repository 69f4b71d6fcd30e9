package io.upshift.testkit.dynamodb;

/** The process is gone; no {@code catch (Exception e)} sees it. */
public final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String operation) {
        super("killed at " + operation);
    }
}
