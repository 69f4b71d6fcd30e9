package io.upshift.postgres;

import io.upshift.MigrationException;
import io.upshift.MigrationId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file's name says.
 *
 * @param role which part of a migration the file is
 */
public record SqlFileName(Role role, MigrationId id) {

    /** Which part of a migration a file is. */
    public enum Role {
        UP,
        DOWN,
        /** Runs behind the down, to mend what taking back left. */
        FIX
    }

    private static final String VERSION = "(\\d+(?:[._]\\d+)*)";
    private static final Pattern REPEATABLE = Pattern.compile("(U?)R__(.+)\\.sql");
    private static final Pattern LETTERED = Pattern.compile("([VU])" + VERSION + "__(.+)\\.sql");
    private static final Pattern PLAIN = Pattern.compile("(fix_)?(\\d+)[_-](.+?)(?:\\.(up|down))?\\.sql");

    /** What the name of a file on disk says; empty when it isn't named like a migration. */
    public static Optional<SqlFileName> find(Path file) {
        SqlFileName name = read(String.valueOf(file.getFileName()));
        Path folder = file.toAbsolutePath().getParent();
        boolean inRollback = folder != null && folder.endsWith(SqlFile.ROLLBACK);
        return Optional.ofNullable(name)
                .map(read -> inRollback && read.role() == Role.UP ? new SqlFileName(Role.DOWN, read.id()) : read);
    }

    static SqlFileName of(SqlFile file) {
        SqlFileName name = read(file.name());
        boolean inRollback = file.isInRollbackFolder();
        boolean misplaced = name != null && (inRollback ? file.name().endsWith(".up.sql") : name.role() == Role.FIX);
        if (name == null || misplaced) {
            throw MigrationException.refused(
                    "The file " + file.path() + " is not named like a migration",
                    misplaced ? "its folder says another thing than its name" : "its version can't be told",
                    "name it V1__x.sql, R__x.sql, 000001_x.up.sql, 1709123456789-X.sql or 001_x.sql, or move it away");
        }
        return inRollback && name.role() == Role.UP ? new SqlFileName(Role.DOWN, name.id()) : name;
    }

    private static @Nullable SqlFileName read(String name) {
        Matcher match = REPEATABLE.matcher(name);
        if (match.matches()) {
            return new SqlFileName(role(match.group(1)), MigrationId.repeatable(match.group(2)));
        }
        match = LETTERED.matcher(name);
        if (match.matches()) {
            return new SqlFileName(role(match.group(1)), MigrationId.of(match.group(2), match.group(3)));
        }
        match = PLAIN.matcher(name);
        if (match.matches()) {
            Role role = match.group(1) != null ? Role.FIX : role("down".equals(match.group(4)) ? "U" : "");
            return new SqlFileName(role, MigrationId.of(match.group(2), match.group(3)));
        }
        return null;
    }

    private static Role role(String letter) {
        return letter.equals("U") ? Role.DOWN : Role.UP;
    }
}
