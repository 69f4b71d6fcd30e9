package io.upshift.aws;

import java.util.Collection;
import java.util.Locale;

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

    /** What is left of a text when everything that RDS refuses is a hyphen. */
    static String legal(String text) {
        String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return name.replaceAll("^-|-$", "");
    }

    private static String cut(String name, int room) {
        return name.length() <= room ? name : name.substring(0, room).replaceAll("-$", "");
    }
}
