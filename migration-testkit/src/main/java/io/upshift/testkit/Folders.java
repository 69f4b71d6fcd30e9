package io.upshift.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the servers need of the file system. */
final class Folders {

    static final String WORK = "upshift.test.postgres.directory";

    private Folders() {}

    /** Where unpacked programs and the data of short-lived servers are kept: a setting, or a folder of this user's own. */
    static Path work() {
        String user = String.valueOf(System.getProperty("user.name")).replaceAll("[^A-Za-z0-9._-]", "_");
        Path folder = Setting.ofThisJvm()
                .get(WORK)
                .map(Path::of)
                .orElseGet(
                        () -> Path.of(String.valueOf(System.getProperty("java.io.tmpdir")), "upshift-postgres-" + user))
                .toAbsolutePath();
        return create(folder);
    }

    static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder " + folder + " cannot be created · " + e.getMessage() + " · choose another one with "
                            + WORK,
                    e);
        }
    }

    static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read · " + e.getMessage(), e);
        }
    }

    /** Deletes a folder with what is in it, as far as possible; says whether nothing is left. */
    static boolean delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException e) {
            return !Files.exists(folder);
        }
        return true;
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
