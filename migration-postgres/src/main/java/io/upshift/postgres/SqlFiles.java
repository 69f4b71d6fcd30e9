package io.upshift.postgres;

import io.upshift.Declared;
import io.upshift.MigrationException;
import io.upshift.MigrationSource;
import io.upshift.postgres.sql.Placeholders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Migrations that are SQL files in a folder, on the class path (also inside jars) or on disk.
 *
 * <p>The names tell what they are; {@code .sql} files with other names are refused:
 *
 * <ul>
 *   <li>{@code V1__create_users.sql} with {@code U1__create_users.sql} to take it back;
 *   <li>{@code R__views.sql}, repeatable: runs again whenever its content changes;
 *   <li>{@code 000001_create_users.up.sql} with {@code 000001_create_users.down.sql};
 *   <li>{@code 1709123456789-CreateUsers.sql} with {@code 1709123456789-CreateUsers.down.sql};
 *   <li>{@code 001_create_users.sql} with {@code rollback/001_rollback_create_users.sql}.
 * </ul>
 *
 * <p>A file is one transaction, unless it says {@code -- upshift: no-transaction}: then each statement is a step of its
 * own, in a transaction where PostgreSQL allows one. A down file of that kind undoes in the reverse order of its up
 * file. {@code -- upshift: lock-timeout = 5s} and {@code statement-timeout} hold for the file's own statements.
 *
 * <p>Folders in the folder are read too; hidden files and folders are not, and a folder {@code rollback} holds downs
 * only, with {@code rollback/fix_001_create_users.sql} to run behind the down of that version. An empty file is refused;
 * one that holds comments only does nothing. Files are UTF-8, read once for each instance of this class.
 */
public final class SqlFiles implements MigrationSource<PostgresSession> {
    private final String location;
    private final Placeholders placeholders;
    private @Nullable List<SqlFile> files;

    private SqlFiles(String location, Placeholders placeholders) {
        this.location = location;
        this.placeholders = placeholders;
    }

    /**
     * The files in a folder.
     *
     * @param location a folder on the class path, such as {@code db/migration}; or on disk, when it starts with
     *     {@code file:} or {@code /}, or no such folder is on the class path
     */
    public static SqlFiles in(String location) {
        return new SqlFiles(location, Placeholders.none());
    }

    /** The files in a folder on disk. */
    public static SqlFiles in(Path folder) {
        return new SqlFiles(folder.toAbsolutePath().toString(), Placeholders.none());
    }

    /**
     * The same files with a value for <code>${name}</code>, wherever their statements say so.
     *
     * <p>Also in strings and dollar-quoted bodies, but neither in comments nor in the rows of a {@code COPY}. From the
     * first placeholder on, one without a value is refused; without any, <code>${…}</code> is left as it stands. A value
     * belongs to the content: to change it is to change every file that uses it. It is no place for a secret: plans,
     * logs and the history show the SQL.
     *
     * @param name a letter or an underscore, then letters, digits, {@code _ . -}
     * @throws IllegalArgumentException when the name is another
     */
    public SqlFiles placeholder(String name, String value) {
        return new SqlFiles(location, placeholders.with(name, value));
    }

    @Override
    public void fingerprint(MessageDigest digest) {
        for (SqlFile file : files()) {
            file.addTo(digest);
        }
        placeholders.values().forEach((name, value) -> {
            digest.update((name + '=' + value).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        });
    }

    @Override
    public List<Declared<PostgresSession>> load() {
        List<Declared<PostgresSession>> declared = new ArrayList<>();
        for (SqlFilePair pair : SqlFilePair.pairs(files())) {
            declared.add(SqlMigrations.declared(pair, placeholders));
        }
        return declared;
    }

    private synchronized List<SqlFile> files() {
        if (files == null) {
            files = SqlFolder.read(location);
            if (files.isEmpty()) {
                throw MigrationException.usage(
                        "There are no SQL files in " + location,
                        "correct the location, or put a file such as V1__create_users.sql there");
            }
        }
        return files;
    }
}
