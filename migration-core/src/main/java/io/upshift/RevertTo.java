package io.upshift;

/** How far back a revert goes, from the migration that was applied last. */
public sealed interface RevertTo {

    /** The last migration only. */
    static RevertTo last() {
        return new Steps(1);
    }

    /** The last so many migrations. */
    static RevertTo last(int migrations) {
        if (migrations < 1) {
            throw new IllegalArgumentException("Revert at least 1 migration, not " + migrations);
        }
        return new Steps(migrations);
    }

    /**
     * Everything that was applied after the given version; the version itself stays.
     *
     * @param version of an applied migration, or its whole id
     */
    static RevertTo version(String version) {
        return new Version(version);
    }

    /** Everything. */
    static RevertTo everything() {
        return new Everything();
    }

    /** See {@link #last(int)}. */
    record Steps(int migrations) implements RevertTo {}

    /** See {@link #version}. */
    record Version(String version) implements RevertTo {}

    /** See {@link #everything}. */
    record Everything() implements RevertTo {}
}
