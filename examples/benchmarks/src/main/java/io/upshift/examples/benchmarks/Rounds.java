package io.upshift.examples.benchmarks;

import java.util.List;

/** Lets subjects take turns; each round begins with the next one, so that none always follows the same. */
final class Rounds {
    private Rounds() {}

    static <T> void rotate(List<T> subjects, int rounds, Turn<T> turn) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < subjects.size(); i++) {
                turn.take(subjects.get((i + round) % subjects.size()));
            }
        }
    }

    /** One measurement of one subject. */
    @FunctionalInterface
    interface Turn<T> {
        void take(T subject) throws Exception;
    }
}
