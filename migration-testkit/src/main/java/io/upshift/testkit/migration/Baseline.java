package io.upshift.testkit.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schema of a released version, as {@code pg_dump} wrote it. */
record Baseline(Path file) {
    private static final String SUFFIX = ".sql";

    /** Those of a folder, by name; none when there is no such folder. */
    static List<Baseline> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(Baseline::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of its last migration. */
    String version() {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** Without the lines for psql, which since 17.6 frame a dump: https://www.postgresql.org/docs/17/release-17-6.html. */
    String script() throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("\\"))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
