package io.upshift.testkit;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object of a catalog, with the schema and the relation that it hangs on, where it hangs on one. */
record CatalogLine(@Nullable String schema, @Nullable String relation, String text) {

    boolean belongsTo(Set<String> names) {
        return schema != null
                && (names.contains(schema + ".*") || (relation != null && names.contains(schema + "." + relation)));
    }

    boolean isInEveryDatabase() {
        return text.equals("schema public") || text.startsWith("extension plpgsql ");
    }
}
