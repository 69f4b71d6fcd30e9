package io.upshift.examples.benchmarks;

/**
 * Counts what a client and the server say to each other on one connection, exactly.
 *
 * <p>The server answers each executed statement once, also each of several in one message, in the simple and in the
 * extended protocol. A round trip is a request sent while no other is unanswered: a {@code BEGIN} and the statement
 * that the driver sends behind it, without waiting in between, are one.
 */
final class Conversation {
    private long statements;
    private long roundTrips;
    private int unanswered;
    private boolean inRequest;

    /** Parse, Bind, Describe, Execute and Close begin a request that a Sync ends; Query and FunctionCall are whole ones. */
    synchronized void fromClient(char type) {
        switch (type) {
            case 'P', 'B', 'D', 'E', 'C' -> beginRequest();
            case 'Q', 'F', 'S' -> {
                beginRequest();
                endRequest();
            }
            default -> {}
        }
    }

    /** CommandComplete, EmptyQueryResponse, PortalSuspended and ErrorResponse end a statement; then ReadyForQuery. */
    synchronized void fromServer(char type) {
        switch (type) {
            case 'C', 'I', 's', 'E' -> statements++;
            case 'Z' -> unanswered = Math.max(0, unanswered - 1);
            default -> {}
        }
    }

    synchronized Traffic traffic() {
        return new Traffic(statements, roundTrips);
    }

    private void beginRequest() {
        if (!inRequest && unanswered == 0) {
            roundTrips++;
        }
        inRequest = true;
    }

    private void endRequest() {
        inRequest = false;
        unanswered++;
    }
}
