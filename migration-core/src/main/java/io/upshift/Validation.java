package io.upshift;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A named check of data around batched work. Immutable.
 *
 * <p>After the work unless said otherwise. The value that a check reads never reaches a message: it may be row data.
 *
 * @param <S> the session of the target
 */
public final class Validation<S> {
    /** When a check is made. */
    public enum When {
        BEFORE,
        /** In the transaction of every batch, which it rolls back when it doesn't hold. */
        PER_BATCH,
        AFTER
    }

    /**
     * Reads one value.
     *
     * @param <S> the session
     */
    @FunctionalInterface
    public interface Reading<S> {
        /** @throws StepException when there is none, or more than one */
        @Nullable
        Object read(S session) throws Exception;
    }

    /**
     * Looks for rows that are wrong.
     *
     * @param <S> the session
     */
    @FunctionalInterface
    public interface Search<S> {
        /** @return the keys of the first ones, and no more than are worth keeping */
        List<String> find(S session) throws Exception;
    }

    private final String name;
    private final When when;
    private final Reading<S> reading;
    private final @Nullable Predicate<@Nullable Object> holds;
    private final @Nullable Search<S> search;

    private Validation(
            String name,
            When when,
            Reading<S> reading,
            @Nullable Predicate<@Nullable Object> holds,
            @Nullable Search<S> search) {
        this.name = name;
        this.when = when;
        this.reading = reading;
        this.holds = holds;
        this.search = search;
    }

    /** The value has to be the expected one; numbers are compared by value, whatever their types. */
    public static <S> Validation<S> of(String name, Reading<S> reading, Object expected) {
        return that(name, reading, value -> text(expected).equals(text(value)));
    }

    /** The value has to satisfy a condition. */
    public static <S> Validation<S> that(String name, Reading<S> reading, Predicate<@Nullable Object> holds) {
        return new Validation<>(name, When.AFTER, reading, holds, null);
    }

    /** The value has to be the same after the work as it was before, such as a number of rows or a checksum. */
    public static <S> Validation<S> unchanged(String name, Reading<S> reading) {
        return new Validation<>(name, When.AFTER, reading, null, null);
    }

    /**
     * No row may be found. The keys of those that are stay in the store, with the keys of rows that failed, for a key may
     * be row data.
     */
    public static <S> Validation<S> none(String name, Search<S> search) {
        return new Validation<>(
                name,
                When.AFTER,
                session -> search.find(session).size(),
                value -> Integer.valueOf(0).equals(value),
                search);
    }

    /** The same check before the first batch; it fails the migration before anything is changed. */
    public Validation<S> before() {
        return at(When.BEFORE);
    }

    /** The same check in the transaction of every batch. */
    public Validation<S> perBatch() {
        return at(When.PER_BATCH);
    }

    public String name() {
        return name;
    }

    public When when() {
        return when;
    }

    /** Whether it compares with what was measured before. */
    boolean isComparison() {
        return holds == null;
    }

    /** The rows that are wrong; null when it isn't about rows. */
    @Nullable
    Search<S> search() {
        return search;
    }

    String measure(S session) throws Exception {
        return text(reading.read(session));
    }

    /** @param measured before the work; null when nothing was */
    boolean holds(S session, @Nullable String measured) throws Exception {
        Object value = reading.read(session);
        return holds == null ? text(value).equals(measured) : holds.test(value);
    }

    private Validation<S> at(When when) {
        if (isComparison()) {
            throw new IllegalArgumentException("The validation " + name + " compares before and after the work");
        }
        return new Validation<>(name, when, reading, holds, search);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Number number) {
            return new java.math.BigDecimal(number.toString())
                    .stripTrailingZeros()
                    .toPlainString();
        }
        return Objects.toString(value);
    }
}
