package io.upshift.examples.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Follows the server's half of one connection and counts its answers.
 *
 * <p>The server answers each executed statement once, also each of several in one message, in the simple and in the
 * extended protocol; and it says once for each Query or Sync that it is ready for the next. So its answers count
 * statements and round trips exactly, whatever the client packs into a message.
 */
final class BackendMessages {
    private static final int HEADER = 5;

    private final AtomicLong statements;
    private final AtomicLong roundTrips;
    private final byte[] header = new byte[HEADER];
    private int filled;
    private int toSkip;

    BackendMessages(AtomicLong statements, AtomicLong roundTrips) {
        this.statements = statements;
        this.roundTrips = roundTrips;
    }

    void accept(byte[] bytes, int length) {
        int at = 0;
        while (at < length) {
            if (toSkip > 0) {
                int skipped = Math.min(toSkip, length - at);
                toSkip -= skipped;
                at += skipped;
            } else {
                header[filled++] = bytes[at++];
                if (filled == HEADER) {
                    begin();
                }
            }
        }
    }

    private void begin() {
        int length = (header[1] & 0xff) << 24 | (header[2] & 0xff) << 16 | (header[3] & 0xff) << 8 | (header[4] & 0xff);
        toSkip = length - Integer.BYTES;
        filled = 0;
        switch (header[0]) {
            // CommandComplete, EmptyQueryResponse, PortalSuspended, ErrorResponse
            case 'C', 'I', 's', 'E' -> statements.incrementAndGet();
            // ReadyForQuery
            case 'Z' -> roundTrips.incrementAndGet();
            default -> {}
        }
    }
}
