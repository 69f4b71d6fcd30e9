package io.upshift.testkit.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Kills of a run, each at another moment: every second one of the process, the others of its database sessions.
 *
 * @param count at most so many; a run with fewer moments is killed at each of them
 * @param seed which moments are chosen; told when a kill isn't survived
 */
public record Kills(int count, long seed) {

    /** So many kills, at moments that are drawn. */
    public static Kills kills(int count) {
        return new Kills(count, new Random().nextLong());
    }

    /** @param moments how many there are */
    List<Integer> chosen(int moments) {
        List<Integer> all =
                new ArrayList<>(IntStream.rangeClosed(1, moments).boxed().toList());
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, Math.min(count, all.size()));
    }
}
