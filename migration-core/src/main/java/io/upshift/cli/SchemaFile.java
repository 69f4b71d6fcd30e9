package io.upshift.cli;

import io.upshift.MigrationException;
import io.upshift.SchemaSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the stores hold, as a committed file. */
final class SchemaFile {
    private SchemaFile() {}

    static void write(Path file, SchemaSnapshot schema) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, schema.toJson());
    }

    static SchemaSnapshot read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw MigrationException.usage(
                    "There is no file " + file, "write it with validate --schema --write, or name another");
        }
        return SchemaSnapshot.fromJson(Files.readString(file));
    }
}
