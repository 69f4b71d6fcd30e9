package io.upshift.postgres.change;

import io.upshift.MigrationId;
import io.upshift.postgres.TableName;

/**
 * What the objects are called that keep old and new in step.
 *
 * <p>Triggers fire in the order of their names' bytes, and a tilde comes after every letter: so these see what the
 * table's other triggers have made of a row.
 *
 * @see <a href="https://www.postgresql.org/docs/current/trigger-definition.html">the order of triggers</a>
 */
record SyncNames(String version, TableName table) {
    static SyncNames of(MigrationId id, TableName table) {
        return new SyncNames(id.version().replace('.', '_'), table);
    }

    /** The hidden column; null in it says that the row is still to be done. */
    String marker() {
        return "upshift_" + version;
    }

    String function() {
        return table.derived("upshift", version);
    }

    /** @param place in the order in which they fire */
    String trigger(String place) {
        return "~upshift_" + version + "_" + place;
    }

    String look() {
        return table.derived("upshift_look", version);
    }
}
