package io.upshift.postgres.lint;

import io.upshift.Metadata;
import io.upshift.MigrationId;
import io.upshift.postgres.sql.Waiver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration, or one direction of it, as the rules look at it.
 *
 * @param id null when its name tells none
 * @param origin the file or class
 * @param isOneTransaction whether its statements share one; otherwise each is on its own
 * @param isBatched whether it changes rows in batches that each commit
 * @param isDown whether it takes something back
 * @param isReversible null when that can't be told
 */
record LintUnit(
        @Nullable MigrationId id,
        String origin,
        Metadata metadata,
        boolean isOneTransaction,
        boolean isBatched,
        boolean isDown,
        @Nullable Boolean isReversible,
        List<Located> statements) {

    /**
     * A statement and where it stands.
     *
     * @param line from 1; 0 when it stands in no file
     */
    record Located(Statement statement, String sql, String file, int line, int column, List<Waiver> waivers) {

        /** How another statement of its migration calls it. */
        String nearby() {
            return line == 0 ? "an earlier statement" : "line " + line;
        }

        String place() {
            return line == 0 ? file : file + ":" + line + ":" + column;
        }
    }

    @Override
    public String toString() {
        return origin;
    }
}
