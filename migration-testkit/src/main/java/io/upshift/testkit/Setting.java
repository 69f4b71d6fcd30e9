package io.upshift.testkit;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a setting from a system property, or from the environment variable of the same name in capitals. */
record Setting(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {

    static Setting ofThisJvm() {
        return new Setting(System::getProperty, System::getenv);
    }

    /** The value of {@code upshift.test.postgres.url} or else of {@code UPSHIFT_TEST_POSTGRES_URL}; blank counts as absent. */
    Optional<String> get(String name) {
        return Optional.ofNullable(properties.apply(name))
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(environment.apply(variable(name))).filter(value -> !value.isBlank()));
    }

    static String variable(String name) {
        return name.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
