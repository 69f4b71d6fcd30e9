package io.upshift.postgres;

import java.util.Locale;

/**
 * The modes in which a table can be locked, the weakest first.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES">table-level locks</a>
 */
enum TableLock {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** @param mode as {@code pg_locks} says it, such as {@code AccessShareLock} */
    static TableLock of(String mode) {
        String words = mode.replaceFirst("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        return valueOf(words.toUpperCase(Locale.ROOT));
    }

    static TableLock stronger(TableLock a, TableLock b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Whether it is more than what reading takes. */
    boolean writes() {
        return compareTo(ROW_EXCLUSIVE) >= 0;
    }

    /** As the documentation says it, in lower case. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
