package io.upshift;

/** Which kind of versions a service's migrations have. */
public enum Versioning {
    /** Either, but not both in one service. */
    ANY,
    /** At least ten digits: epoch seconds or milliseconds, or a date and time; the phases of one have a part behind it. */
    TIMESTAMP,
    /** Fewer than ten digits, with or without dots. */
    SEQUENTIAL;

    private static final int TIMESTAMP_DIGITS = 10;

    static Versioning of(MigrationId id) {
        int dot = id.version().indexOf('.');
        int digits = dot < 0 ? id.version().length() : dot;
        return digits >= TIMESTAMP_DIGITS ? TIMESTAMP : SEQUENTIAL;
    }
}
