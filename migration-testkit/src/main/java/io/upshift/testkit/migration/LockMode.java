package io.upshift.testkit.migration;

import java.util.Locale;

/** PostgreSQL's table locks, weakest first: https://www.postgresql.org/docs/current/explicit-locking.html. */
public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** The mode of a trace, such as {@code share row exclusive}. */
    static LockMode of(String words) {
        return valueOf(words.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    @Override
    public String toString() {
        return name().replace('_', ' ');
    }
}
