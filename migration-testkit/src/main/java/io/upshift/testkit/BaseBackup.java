package io.upshift.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * A copy of a running server's data directory, as the low-level API of PostgreSQL takes it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">base
 *     backup</a>
 */
final class BaseBackup {
    /** What the documentation says to leave out; the folders themselves have to be there. */
    private static final Set<String> WITHOUT_CONTENT = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "postgresql.conf", "server.log", "pg_internal.init");

    private final EmbeddedHost primary;

    BaseBackup(EmbeddedHost primary) {
        this.primary = primary;
    }

    /** Makes the directory, ready to be started as a standby. */
    void into(Path directory) {
        try (Connection connection = primary.address().maintenance().getConnection();
                Statement statement = connection.createStatement()) {
            boolean before15 = connection.getMetaData().getDatabaseMajorVersion() < 15;
            statement.execute(
                    before15
                            ? "select pg_start_backup('standby', true, false)"
                            : "select pg_backup_start('standby', true)");
            copy(primary.data(), directory);
            try (ResultSet row = statement.executeQuery(
                    before15
                            ? "select labelfile from pg_stop_backup(false, false)"
                            : "select labelfile from pg_backup_stop(false)")) {
                row.next();
                Files.writeString(directory.resolve("backup_label"), row.getString(1));
            }
            Files.createFile(directory.resolve("standby.signal"));
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "No standby of the server at " + primary.address() + " can be made · " + e.getMessage()
                            + " · start it with wal_level = replica and max_wal_senders above 0, which are the defaults",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data of the server at " + primary.address() + " can't be copied · check the free space", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(folder).toString());
                Files.createDirectories(copy);
                PosixFileAttributeView posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
                if (posix != null) { // the server refuses a folder that is open to others
                    Files.setPosixFilePermissions(copy, posix.readAttributes().permissions());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(file);
                boolean wanted = !LEFT_OUT.contains(file.getFileName().toString())
                        && !WITHOUT_CONTENT.contains(relative.getName(0).toString());
                if (wanted) {
                    Files.copy(file, to.resolve(relative.toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            /** Files come and go while the server works; the log that the standby replays makes up for it. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }
}
