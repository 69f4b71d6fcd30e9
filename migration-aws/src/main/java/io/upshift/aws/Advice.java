package io.upshift.aws;

import java.util.List;
import java.util.Locale;

/**
 * What speaks for and against a {@link Strategy} for one database and one plan.
 *
 * @param against why it would fail; empty when it fits
 * @param remarks what it costs, or what has to be looked after
 */
public record Advice(Strategy strategy, List<String> against, List<String> remarks) {

    public boolean fits() {
        return against.isEmpty();
    }

    String name() {
        return strategy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In one line. */
    public String describe() {
        return name()
                + (fits() ? " fits" : " doesn't fit: " + String.join("; ", against))
                + (remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")");
    }
}
