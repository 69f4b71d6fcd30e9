package io.upshift.postgres.online;

import io.upshift.postgres.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of names in SQL. */
final class Names {
    private Names() {}

    static String quoted(String name) {
        return Identifiers.quoted(name);
    }

    static String list(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("Name at least one column");
        }
        return names.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
    }
}
