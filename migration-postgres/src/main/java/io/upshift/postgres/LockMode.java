package io.upshift.postgres;

import java.util.Locale;

/**
 * The modes in which a table can be locked, the weakest first.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES">table-level locks</a>
 */
public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** @param mode as {@code pg_locks} says it, such as {@code AccessShareLock} */
    static LockMode ofCatalog(String mode) {
        return ofWords(mode.replaceFirst("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " "));
    }

    /** @param words as SQL says it, such as {@code access share} */
    public static LockMode ofWords(String words) {
        return valueOf(words.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", "_"));
    }

    static LockMode stronger(LockMode a, LockMode b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Whether it is more than what reading takes. */
    boolean writes() {
        return compareTo(ROW_EXCLUSIVE) >= 0;
    }

    public boolean blocksReads() {
        return this == ACCESS_EXCLUSIVE;
    }

    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }

    /** As PostgreSQL's documentation writes it, in upper case. */
    public String words() {
        return name().replace('_', ' ');
    }
}
