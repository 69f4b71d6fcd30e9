package io.upshift.testkit.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a proxy does to its connections, and when; shared by all of them. */
final class Disturbance {
    private static final byte[] COMMIT = "commit\0".getBytes(StandardCharsets.US_ASCII);

    private final FaultProxy.Fault fault;
    private final int atCommit;
    private final long atByte;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean broke;
    private volatile boolean swallows;
    private volatile Duration delay = Duration.ZERO;

    private Disturbance(FaultProxy.Fault fault, int atCommit, long atByte) {
        this.fault = fault;
        this.atCommit = atCommit;
        this.atByte = atByte;
    }

    static Disturbance none() {
        return new Disturbance(FaultProxy.Fault.CUT_BEFORE, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    static Disturbance atCommit(FaultProxy.Fault fault, int commit) {
        return new Disturbance(fault, commit, Long.MAX_VALUE);
    }

    static Disturbance atByte(long count) {
        return new Disturbance(FaultProxy.Fault.CUT_BEFORE, Integer.MAX_VALUE, count);
    }

    boolean broke() {
        return broke;
    }

    void delay(Duration each) {
        delay = each;
    }

    void swallow(boolean everything) {
        swallows = everything;
    }

    boolean swallows() {
        return swallows;
    }

    void hold() throws InterruptedException {
        Thread.sleep(delay.toMillis());
    }

    /** Whether the chosen byte went by with these. */
    boolean isOver(int count) {
        boolean over = bytes.addAndGet(count) >= atByte && !broke;
        broke |= over;
        return over;
    }

    /** Whether these bytes of a client hold the chosen COMMIT. */
    boolean isChosenCommit(byte[] buffer, int count) {
        boolean chosen = contains(buffer, count) && commits.incrementAndGet() == atCommit;
        broke |= chosen;
        return chosen;
    }

    boolean cutsAtOnce() {
        return fault == FaultProxy.Fault.CUT_BEFORE;
    }

    boolean letsCommitPass() {
        return fault == FaultProxy.Fault.CUT_AFTER || fault == FaultProxy.Fault.SILENT_AFTER;
    }

    boolean isSilent() {
        return fault == FaultProxy.Fault.SILENT_BEFORE || fault == FaultProxy.Fault.SILENT_AFTER;
    }

    private static boolean contains(byte[] buffer, int count) {
        for (int i = 0; i + COMMIT.length <= count; i++) {
            int same = 0;
            while (same < COMMIT.length && Character.toLowerCase(buffer[i + same]) == COMMIT[same]) {
                same++;
            }
            if (same == COMMIT.length) {
                return true;
            }
        }
        return false;
    }
}
