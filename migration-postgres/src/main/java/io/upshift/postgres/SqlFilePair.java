package io.upshift.postgres;

import io.upshift.MigrationException;
import io.upshift.MigrationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration's files.
 *
 * @param down null when there is no way back
 * @param fix runs behind the down; null when there is none
 */
record SqlFilePair(
        MigrationId id,
        SqlFile up,
        @Nullable SqlFile down,
        @Nullable SqlFile fix) {

    /** Joins files by version: a down file's own name need not be the up file's. */
    static List<SqlFilePair> pairs(List<SqlFile> files) {
        Map<String, SqlFile> downs = new HashMap<>();
        Map<String, SqlFile> fixes = new HashMap<>();
        List<SqlFile> ups = new ArrayList<>();
        for (SqlFile file : files) {
            SqlFileName name = SqlFileName.of(file);
            switch (name.role()) {
                case UP -> ups.add(file);
                case DOWN -> put(downs, key(name.id()), file);
                case FIX -> put(fixes, key(name.id()), file);
            }
        }
        List<SqlFilePair> pairs = new ArrayList<>();
        for (SqlFile up : ups) {
            MigrationId id = SqlFileName.of(up).id();
            SqlFile down = downs.remove(key(id));
            pairs.add(new SqlFilePair(id, up, down, down == null ? null : fixes.remove(key(id))));
        }
        refuseLeftOver(downs, "takes back a migration that isn't there");
        refuseLeftOver(fixes, "mends a rollback that isn't there");
        return pairs;
    }

    private static void put(Map<String, SqlFile> files, String key, SqlFile file) {
        SqlFile other = files.put(key, file);
        if (other != null) {
            throw MigrationException.refused(
                    "Two files are there to take back the same migration",
                    other.path() + " and " + file.path(),
                    "keep one of them");
        }
    }

    private static void refuseLeftOver(Map<String, SqlFile> files, String what) {
        for (SqlFile file : files.values()) {
            throw MigrationException.refused(
                    "The file " + file.path() + " " + what,
                    "no file has its version",
                    "correct its version, or move it away");
        }
    }

    private static String key(MigrationId id) {
        // 1.0 and 1 are the same version.
        return id.isRepeatable() ? id.toString() : id.version().replaceFirst("(\\.0)+$", "");
    }
}
