package io.upshift.examples.benchmarks;

/**
 * Cuts one direction of a connection into protocol messages and tells the type of each as soon as its header is there.
 */
final class Messages {
    private static final int TYPED_HEADER = 5;
    private static final char STARTUP = '\0';

    private final Listener listener;
    private final byte[] header = new byte[TYPED_HEADER];
    private boolean startup;
    private int filled;
    private int toSkip;

    private Messages(Listener listener, boolean startup) {
        this.listener = listener;
        this.startup = startup;
    }

    /** What a client sends; its first message has no type. */
    static Messages ofClient(Listener listener) {
        return new Messages(listener, true);
    }

    static Messages ofServer(Listener listener) {
        return new Messages(listener, false);
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
                if (filled == (startup ? Integer.BYTES : TYPED_HEADER)) {
                    begin();
                }
            }
        }
    }

    private void begin() {
        int lengthAt = filled - Integer.BYTES;
        int length = 0;
        for (int i = lengthAt; i < filled; i++) {
            length = length << 8 | (header[i] & 0xff);
        }
        char type = startup ? STARTUP : (char) header[0];
        toSkip = length - Integer.BYTES;
        filled = 0;
        startup = false;
        listener.message(type);
    }

    /** Hears of each message. */
    @FunctionalInterface
    interface Listener {
        void message(char type);
    }
}
