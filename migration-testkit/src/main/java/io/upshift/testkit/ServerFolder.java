package io.upshift.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A folder that keeps a server's data between commands.
 *
 * <p>It holds a note that says what it is, the locks, and {@code data}. The data is made beside its place and moved there
 * when complete, so that {@code data} never is half of a database. A folder that holds anything else without the note is
 * somebody's, and is left as it is.
 */
record ServerFolder(Path path) {

    private static final String NOTE = "upshift-postgres.txt";
    private static final String EXPLANATION = """
            This folder holds the data of a PostgreSQL server for tests or examples.
            It may be deleted when no server uses it.
            """;
    private static final String UNFINISHED = "unfinished-";
    private static final Set<String> LOCKS = Set.of("start.lock", "users.lock");

    /** Checks that the folder is ours or empty, before anything is written into it. */
    static ServerFolder open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        List<String> names = Folders.children(absolute).stream()
                .map(child -> child.getFileName().toString())
                .toList();
        boolean foreign = !names.contains(NOTE) && !LOCKS.containsAll(names);
        if (foreign || Files.isRegularFile(absolute)) {
            throw new IllegalArgumentException("A PostgreSQL server was not started in " + absolute
                    + " · it holds something else: " + names + " · nothing was changed; give a new or empty folder");
        }
        Folders.create(absolute);
        return new ServerFolder(absolute);
    }

    Path startLock() {
        return path.resolve("start.lock");
    }

    Path usersLock() {
        return path.resolve("users.lock");
    }

    Path data() {
        return path.resolve("data");
    }

    /** Makes the database unless it is there; the caller holds the start lock. */
    PgCluster prepare(PgBinaries binaries) {
        write(path.resolve(NOTE), EXPLANATION);
        for (Path child : Folders.children(path)) {
            if (child.getFileName().toString().startsWith(UNFINISHED)) {
                Folders.delete(child);
            }
        }
        if (!Files.isDirectory(data())) {
            make(binaries);
        }
        checkVersion(binaries);
        return new PgCluster(binaries, data());
    }

    private void make(PgBinaries binaries) {
        Path unfinished = path.resolve(UNFINISHED + UUID.randomUUID());
        new PgCluster(binaries, unfinished).initialise();
        try {
            Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The new database cannot be put in its place, " + data() + " · " + e.getMessage()
                            + " · run the command again",
                    e);
        }
    }

    private void checkVersion(PgBinaries binaries) {
        try {
            String made = Files.readString(data().resolve("PG_VERSION")).strip();
            if (!made.equals(Integer.toString(binaries.majorVersion()))) {
                throw new IllegalStateException("The server in " + path + " was not started · its data was made by"
                        + " PostgreSQL " + made + " and the programs are PostgreSQL " + binaries.majorVersion()
                        + " · delete the folder, or give the programs of " + made + " with " + PgBinaries.PROPERTY);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The server in " + path + " was not started · its data directory is damaged: " + e.getMessage()
                            + " · delete the folder to begin again",
                    e);
        }
    }

    private static void write(Path file, String text) {
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + file + " cannot be written · " + e.getMessage()
                            + " · check the permissions of the folder",
                    e);
        }
    }
}
