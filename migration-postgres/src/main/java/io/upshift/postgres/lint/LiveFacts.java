package io.upshift.postgres.lint;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of itself and of the tables that a change touches.
 *
 * @param version as {@code server_version_num}; 0 when no database was asked
 * @param replicas how many standbys stream from it
 * @param tables by {@link KnownSchema#key}; tables that aren't there have no entry
 */
record LiveFacts(int version, int replicas, Map<String, TableFacts> tables) {
    /** No database was asked. */
    static final LiveFacts NONE = new LiveFacts(0, 0, Map.of());

    boolean isKnown() {
        return version > 0;
    }

    @Nullable
    TableFacts table(String key) {
        return tables.get(key);
    }
}
