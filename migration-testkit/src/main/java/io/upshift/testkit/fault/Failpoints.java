package io.upshift.testkit.fault;

import io.upshift.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Every moment of a run at which something may happen: before and after each call of the engine to the store, between a
 * change and its entry, and after each statement of a migration.
 *
 * <p>Put {@link #around} a target, it counts the moments of the runs on it, from 1, and makes something happen at one of
 * them. What works in batches isn't watched. For one run at a time; thread-safe.
 */
public final class Failpoints {
    private final int at;
    private final Consumer<String> what;
    private final List<String> passed = new ArrayList<>();
    private boolean dead;

    private Failpoints(int at, Consumer<String> what) {
        this.at = at;
        this.what = what;
    }

    /** Lets everything pass, to know which moments there are. */
    public static Failpoints none() {
        return new Failpoints(0, moment -> {});
    }

    /** Kills the instance at a moment: a {@link Crash} is thrown, and none of its calls reaches the store any more. */
    public static Failpoints crashAt(int moment) {
        return new Failpoints(moment, name -> {
            throw new Crash(name);
        });
    }

    /**
     * Makes something happen at a moment, such as a pause, an exception, or the end of the server.
     *
     * @param what runs on the thread of the run; whatever it throws, the engine gets
     */
    public static Failpoints at(int moment, Runnable what) {
        return new Failpoints(moment, name -> what.run());
    }

    /** The same store, through these failpoints. */
    public <S> Target<S> around(Target<S> target) {
        return new WatchedTarget<>(target, this);
    }

    /** The names of the moments that passed so far. */
    public synchronized List<String> passed() {
        return List.copyOf(passed);
    }

    /** A moment passes. */
    void pass(String moment) {
        boolean isNow;
        synchronized (this) {
            if (dead) {
                throw new Crash("before");
            }
            passed.add(moment);
            isNow = passed.size() == at;
        }
        if (isNow) {
            happen(moment);
        }
    }

    private void happen(String moment) {
        try {
            what.accept(moment);
        } catch (Crash crash) {
            synchronized (this) {
                dead = true;
            }
            throw crash;
        }
    }
}
