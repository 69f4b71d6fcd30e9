package io.upshift.examples.benchmarks;

import java.util.List;

/** Someone who takes turns, and the times so far. */
record Contender<T>(T who, Samples times) {

    static <T> List<Contender<T>> of(List<T> subjects) {
        return subjects.stream()
                .map(subject -> new Contender<>(subject, new Samples()))
                .toList();
    }
}
