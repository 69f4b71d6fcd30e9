package io.upshift;

import java.util.Locale;

/** Constants as words, the way they stand in the history, the JSON and the log. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** {@code StepStarted} is {@code step-started}. */
    static String dashed(String camelCase) {
        return camelCase.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
