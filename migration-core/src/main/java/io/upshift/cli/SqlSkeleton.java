package io.upshift.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Two files, up and down, with a comment each. */
final class SqlSkeleton {
    private SqlSkeleton() {}

    static Map<String, String> of(String stem, String sentence) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                stem + ".up.sql", "-- To " + sentence + ": write the statements below; they run in one transaction.\n");
        files.put(stem + ".down.sql", "-- Takes it back; delete this file if there is no way back.\n");
        return files;
    }
}
