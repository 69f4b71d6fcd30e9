package io.upshift;

import java.util.List;
import java.util.function.Consumer;

/**
 * Something that a service needs of its stores, such as a table, an index, or as many items here as rows there.
 *
 * <p>Given to a builder as a {@link Verification}, it is looked at by {@code validate --schema} at any time, and after each
 * {@code migrate} that changed something. It changes nothing. {@link ExpectedSchema} and {@link ExpectedCounts} are some, and events
 * have theirs in {@code io.upshift.event}.
 */
public interface Expectation extends Verification {

    /**
     * What doesn't hold, in words without data; empty when everything does.
     *
     * @throws Exception when it can't be looked at, which counts as not holding
     */
    List<String> unmet() throws Exception;

    @Override
    default void verify(Consumer<String> progress) throws Exception {
        List<String> unmet = unmet();
        if (!unmet.isEmpty()) {
            throw new StepException(
                    String.join("; ", unmet),
                    "bring the store to what the service expects, or correct what it expects");
        }
    }
}
