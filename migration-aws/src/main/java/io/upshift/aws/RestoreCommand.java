package io.upshift.aws;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command line of the AWS CLI, option by option. */
final class RestoreCommand {
    /** In the place of the snapshot's name. */
    static final String SNAPSHOT = "SNAPSHOT";

    private final List<String> words = new ArrayList<>();

    RestoreCommand(String operation) {
        words.add("aws rds " + operation);
    }

    RestoreCommand option(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            words.add("--" + name + " " + value);
        }
        return this;
    }

    RestoreCommand options(String name, List<String> values) {
        return option(name, String.join(" ", values));
    }

    RestoreCommand flag(String name, @Nullable Boolean on) {
        if (Boolean.TRUE.equals(on)) {
            words.add("--" + name);
        }
        return this;
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
