package io.upshift;

import java.util.concurrent.ThreadLocalRandom;

/** A name for a run that no other run has; made without a secure random source, which is slow to start. */
final class RunId {
    private RunId() {}

    static String next() {
        long time = System.currentTimeMillis();
        long process = ProcessHandle.current().pid() ^ System.nanoTime();
        return hex(time) + hex(process ^ ThreadLocalRandom.current().nextLong());
    }

    private static String hex(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(Long.BYTES * 2 - digits.length()) + digits;
    }
}
