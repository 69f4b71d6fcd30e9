package io.upshift.aws;

import io.upshift.Entry;
import io.upshift.MigrationException;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of RDS resources that this library makes.
 *
 * <p>A letter, then letters, digits and single hyphens, none at the end; 255 characters for the snapshot of an instance,
 * 63 for one of a cluster and for instances and clusters. Source: {@code CreateDBSnapshot}, {@code
 * CreateDBClusterSnapshot} and {@code CreateDBInstance} in the Amazon RDS API Reference.
 */
final class RdsNames {
    static final int LONGEST_SNAPSHOT = 255;
    static final int LONGEST = 63;
    static final String PREFIX = "upshift-";
    private static final int RUN_PART = 12;
    private static final int ROOM_FOR_NUMBER = 4;
    private static final int HASH = 8;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z](-?[a-zA-Z0-9])*");

    private RdsNames() {}

    /**
     * The name of the snapshot that a run takes of a source.
     *
     * @param taken names that are in use; a number tells the new one apart
     */
    static String snapshot(String source, String runId, int longest, Collection<String> taken) {
        String end = "-" + legal(runId.length() > RUN_PART ? runId.substring(0, RUN_PART) : runId);
        String start = PREFIX + legal(source);
        int room = longest - end.length() - ROOM_FOR_NUMBER;
        String name = cut(start, room) + end;
        String free = name;
        for (int number = 2; taken.contains(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    /**
     * The name of a copy of an instance or a cluster; another one for each pair of texts, however long they are.
     *
     * @param what of it, such as green
     * @param name of the operation that makes it
     */
    static String copy(String source, String what, String name) {
        String whole = legal(source) + "-" + what + "-" + legal(name);
        if (whole.length() <= LONGEST - ROOM_FOR_NUMBER && legal(name).equals(name)) {
            return whole;
        }
        String end = "-" + what + "-" + Entry.sha256(source + "\n" + name).substring(0, HASH);
        return cut(legal(source), LONGEST - ROOM_FOR_NUMBER - end.length()) + end;
    }

    /** The name of an instance of a copied cluster. */
    static String member(String cluster, int number) {
        return cut(cluster, LONGEST - ROOM_FOR_NUMBER) + "-" + number;
    }

    /** The name of the snapshot that is taken when something is deleted. */
    static String last(String deleted) {
        return PREFIX + cut(legal(deleted), LONGEST - PREFIX.length() - "-last".length()) + "-last";
    }

    /**
     * A name that RDS takes for an instance or a cluster, as RDS keeps it.
     *
     * @throws MigrationException for any other
     */
    static String checked(String name) {
        if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
            throw MigrationException.usage(
                    "RDS takes no such name: '" + name + "'",
                    "write a letter, and then letters, digits and single hyphens, none at the end, " + LONGEST
                            + " characters at most");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** What is left of a text when everything that RDS refuses is a hyphen. */
    static String legal(String text) {
        String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return name.replaceAll("^-|-$", "");
    }

    private static String cut(String name, int room) {
        return name.length() <= room ? name : name.substring(0, room).replaceAll("-$", "");
    }
}
