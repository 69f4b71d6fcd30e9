package io.upshift;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Looks at something again and again until it is there, has failed, or the time is up.
 *
 * <p>Pauses grow by half each time up to the longest, and vary by a fifth, so that many instances don't look at once.
 * Immutable and thread-safe.
 */
public final class Poller {
    private static final double GROWTH = 1.5;
    private static final double JITTER = 0.2;

    /** How to pass time; another one in tests. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final Duration first;
    private final Duration longest;
    private final Duration deadline;
    private final Duration grace;
    private final int inARow;
    private final InstantSource clock;
    private final Sleeper sleeper;

    private Poller(
            Duration first,
            Duration longest,
            Duration deadline,
            Duration grace,
            int inARow,
            InstantSource clock,
            Sleeper sleeper) {
        this.first = first;
        this.longest = longest;
        this.deadline = deadline;
        this.grace = grace;
        this.inARow = inARow;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Pauses from {@code first} up to {@code longest}, for an hour at most; a thing that is missing is a failure. */
    public static Poller every(Duration first, Duration longest) {
        return new Poller(
                first,
                longest,
                Duration.ofHours(1),
                Duration.ZERO,
                1,
                InstantSource.system(),
                pause -> Thread.sleep(pause.toMillis()));
    }

    /** A copy that gives up after this long. */
    public Poller atMost(Duration deadline) {
        return new Poller(first, longest, deadline, grace, inARow, clock, sleeper);
    }

    /** A copy that takes {@link Poll#missing} for not there yet, for this long. */
    public Poller missingFor(Duration grace) {
        return new Poller(first, longest, deadline, grace, inARow, clock, sleeper);
    }

    /** A copy that believes {@link Poll#done} only when it comes this many times in a row. */
    public Poller inARow(int times) {
        return new Poller(first, longest, deadline, grace, times, clock, sleeper);
    }

    /** A copy with another time, for tests. */
    public Poller in(InstantSource clock, Sleeper sleeper) {
        return new Poller(first, longest, deadline, grace, inARow, clock, sleeper);
    }

    /**
     * Waits for something.
     *
     * @param what is awaited, as the subject of a sentence
     * @param progress told each new state
     * @throws StepException when it failed, stayed away, or the time is up; also when the thread is interrupted, which it
     *     stays
     */
    public <T> T until(String what, Callable<Poll<T>> look, Consumer<String> progress) throws Exception {
        Instant begun = clock.instant();
        Duration pause = first;
        String state = "";
        int done = 0;
        while (true) {
            Poll<T> poll = look.call();
            Duration waited = Duration.between(begun, clock.instant());
            done = poll instanceof Poll.Done ? done + 1 : 0;
            if (poll instanceof Poll.Done<T> there && done >= inARow) {
                return there.value();
            } else if (poll instanceof Poll.Failed<T> failed) {
                throw new StepException(what + " has failed: " + failed.why(), failed.next());
            } else if (poll instanceof Poll.Missing && waited.compareTo(grace) >= 0) {
                throw new StepException(what + " isn't there", "see who deleted it, and run again");
            } else if (waited.compareTo(deadline) >= 0) {
                throw new StepException(
                        what + " isn't done after " + deadline + (state.isEmpty() ? "" : ": " + state),
                        "look at it, and run again when it is on its way: the work is picked up where it is");
            }
            if (poll instanceof Poll.Waiting<T> waiting && !waiting.state().equals(state)) {
                state = waiting.state();
                progress.accept(state);
            }
            sleep(what, pause);
            pause = next(pause);
        }
    }

    private void sleep(String what, Duration pause) throws StepException {
        double factor = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble();
        try {
            sleeper.sleep(Duration.ofNanos((long) (pause.toNanos() * factor)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepException("interrupted while waiting for " + what, "run again: the work is picked up");
        }
    }

    private Duration next(Duration pause) {
        Duration grown = Duration.ofNanos((long) (pause.toNanos() * GROWTH));
        return grown.compareTo(longest) > 0 ? longest : grown;
    }
}
