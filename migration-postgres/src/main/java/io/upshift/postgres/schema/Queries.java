package io.upshift.postgres.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The queries in the resources beside this class, each behind the prelude that says what belongs to the service. */
final class Queries {
    private Queries() {}

    /** As one text of several statements. */
    static String all(List<String> names) {
        String prelude = text("prelude");
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(prelude).append(text(name)).append(";\n");
        }
        return all.toString();
    }

    private static String text(String name) {
        String resource = name + ".sql";
        try (InputStream in = Objects.requireNonNull(Queries.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + resource + " can't be read", e);
        }
    }
}
