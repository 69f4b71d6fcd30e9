package io.upshift;

/**
 * What one look at something awaited has shown.
 *
 * @param <T> what is there in the end
 */
public sealed interface Poll<T> {

    /** It is there. */
    static <T> Poll<T> done(T value) {
        return new Done<>(value);
    }

    /**
     * It is on its way.
     *
     * @param state in a few words, for progress and for the error at the deadline
     */
    static <T> Poll<T> waiting(String state) {
        return new Waiting<>(state);
    }

    /** It isn't there: fine for a while after it was asked for, and a failure later. */
    static <T> Poll<T> missing() {
        return new Missing<>();
    }

    /** It will never be there. */
    static <T> Poll<T> failed(String why, String next) {
        return new Failed<>(why, next);
    }

    /** See {@link Poll#done}. */
    record Done<T>(T value) implements Poll<T> {}

    /** See {@link Poll#waiting}. */
    record Waiting<T>(String state) implements Poll<T> {}

    /** See {@link Poll#missing}. */
    record Missing<T>() implements Poll<T> {}

    /** See {@link Poll#failed}. */
    record Failed<T>(String why, String next) implements Poll<T> {}
}
