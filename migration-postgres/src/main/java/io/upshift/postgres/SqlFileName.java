package io.upshift.postgres;

import io.upshift.MigrationException;
import io.upshift.MigrationId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file's name says.
 *
 * @param role which part of a migration the file is
 */
record SqlFileName(Role role, MigrationId id) {

    enum Role {
        UP,
        DOWN,
        /** Runs behind the down, to mend what taking back left. */
        FIX
    }

    private static final String VERSION = "(\\d+(?:[._]\\d+)*)";
    private static final Pattern REPEATABLE = Pattern.compile("R__(.+)\\.sql");
    private static final Pattern REPEATABLE_DOWN = Pattern.compile("UR__(.+)\\.sql");
    private static final Pattern LETTERED = Pattern.compile("([A-Z])" + VERSION + "__(.+)\\.sql");
    private static final Pattern DIRECTED = Pattern.compile("(\\d+)[_-](.+)\\.(up|down)\\.sql");
    private static final Pattern PLAIN = Pattern.compile("(\\d+)[_-](.+)\\.sql");
    private static final Pattern FIX_NAME = Pattern.compile("fix_(\\d+)[_-](.+)\\.sql");

    static SqlFileName of(SqlFile file) {
        String name = file.name();
        Matcher match = FIX_NAME.matcher(name);
        if (file.isInSubfolder() && match.matches()) {
            return new SqlFileName(Role.FIX, MigrationId.of(match.group(1), match.group(2)));
        }
        match = PLAIN.matcher(name);
        if (file.isInSubfolder() && match.matches()) {
            return new SqlFileName(Role.DOWN, MigrationId.of(match.group(1), match.group(2)));
        }
        match = REPEATABLE.matcher(name);
        if (match.matches()) {
            return new SqlFileName(Role.UP, MigrationId.repeatable(match.group(1)));
        }
        match = REPEATABLE_DOWN.matcher(name);
        if (match.matches()) {
            return new SqlFileName(Role.DOWN, MigrationId.repeatable(match.group(1)));
        }
        match = LETTERED.matcher(name);
        if (match.matches()) {
            Role role = match.group(1).equals("U") ? Role.DOWN : Role.UP;
            return new SqlFileName(role, MigrationId.of(match.group(2), match.group(3)));
        }
        match = DIRECTED.matcher(name);
        if (match.matches()) {
            Role role = match.group(3).equals("down") ? Role.DOWN : Role.UP;
            return new SqlFileName(role, MigrationId.of(match.group(1), match.group(2)));
        }
        match = PLAIN.matcher(name);
        if (match.matches()) {
            return new SqlFileName(Role.UP, MigrationId.of(match.group(1), match.group(2)));
        }
        throw MigrationException.refused(
                "The file " + file.path() + " is not named like a migration",
                "its version can't be told",
                "name it V1__x.sql, R__x.sql, 000001_x.up.sql, 1709123456789-X.sql or 001_x.sql, or move it away");
    }
}
