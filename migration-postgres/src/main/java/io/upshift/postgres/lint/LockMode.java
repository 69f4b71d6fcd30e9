package io.upshift.postgres.lint;

import java.util.Locale;

/**
 * A lock on a table, from the weakest to the strongest.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES">Table-level locks</a>
 */
enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    boolean blocksReads() {
        return this == ACCESS_EXCLUSIVE;
    }

    boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }

    /** As PostgreSQL's documentation writes it. */
    String words() {
        return name().replace('_', ' ');
    }

    /** As {@code pg_locks} writes it. */
    String catalogName() {
        StringBuilder name = new StringBuilder();
        for (String word : name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.append("Lock").toString();
    }

    static LockMode ofWords(String words) {
        return valueOf(words.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", "_"));
    }
}
