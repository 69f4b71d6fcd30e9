package io.upshift;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one statement did on a scratch store. Names are qualified; relations that the statement itself made are left out.
 *
 * @param statement its text
 * @param locks the strongest lock that it took anew on each table, in the store's words in lower case
 * @param written the tables on which it took a lock that readers don't take
 * @param scans the tables that it read from end to end, with how many rows it read
 * @param rewrites the tables that it wrote anew, with the reason
 * @param rebuilt the indexes that it built anew
 * @param invalid the indexes that it left unusable
 * @param held the tables that earlier statements of its transaction kept everybody out of while it ran
 * @param took how long it ran; not recorded
 */
public record StatementTrace(
        String statement,
        SortedMap<String, String> locks,
        SortedSet<String> written,
        SortedMap<String, Long> scans,
        SortedMap<String, String> rewrites,
        List<String> rebuilt,
        List<String> invalid,
        List<String> held,
        Duration took) {

    /** Of a statement that nothing is known of. */
    public static StatementTrace none(String statement, Duration took) {
        return new StatementTrace(
                statement,
                new TreeMap<>(),
                new TreeSet<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                took);
    }

    /** The same of another statement. */
    StatementTrace of(String other) {
        return new StatementTrace(other, locks, written, scans, rewrites, rebuilt, invalid, held, took);
    }

    /** Whether there is nothing to say of it. */
    boolean isQuiet() {
        return locks.isEmpty() && invalid.isEmpty() && !isLong();
    }

    /** Whether it did anything that reads or writes a table from end to end. */
    public boolean isLong() {
        return !scans.isEmpty() || !rewrites.isEmpty() || !rebuilt.isEmpty();
    }
}
