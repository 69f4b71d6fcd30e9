package io.upshift.postgres.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder with another tool's migrations; empty when none was given. */
final class MigrationFiles {
    private final Map<String, Path> byPath = new HashMap<>();

    private MigrationFiles() {}

    static MigrationFiles in(@Nullable Path folder) throws IOException {
        MigrationFiles files = new MigrationFiles();
        if (folder != null) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(Files::isRegularFile)
                        .forEach(file -> files.byPath.put(
                                folder.relativize(file).toString().replace('\\', '/'), file));
            }
        }
        return files;
    }

    boolean isEmpty() {
        return byPath.isEmpty();
    }

    /** The file at this path below the folder. */
    Optional<Path> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }
}
