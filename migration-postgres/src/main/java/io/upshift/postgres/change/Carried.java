package io.upshift.postgres.change;

/**
 * Something that an old column has and the one in its place gets as well.
 *
 * @param kind {@code i} for an index, otherwise as in pg_constraint
 * @param oldName which it gets back in the end
 * @param name which it has while the old one is there
 * @param definition in SQL, behind its name
 */
record Carried(String kind, String oldName, String name, boolean isUnique, String definition) {
    /** Whether it is a constraint that takes over an index in the end. */
    boolean isKey() {
        return kind.equals("u") || kind.equals("p");
    }

    boolean isIndex() {
        return isKey() || kind.equals("i");
    }
}
