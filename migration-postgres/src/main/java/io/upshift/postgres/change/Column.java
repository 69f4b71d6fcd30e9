package io.upshift.postgres.change;

import org.jspecify.annotations.Nullable;

/**
 * A column as the catalog has it.
 *
 * @param type with its modifiers, as SQL writes it
 * @param collation quoted and in full; null when it is the type's own
 * @param standard its default, as an expression; null without one
 * @param number its place in the catalog
 */
record Column(
        String name,
        String type,
        @Nullable String collation,
        boolean isNotNull,
        @Nullable String standard,
        boolean isGenerated,
        boolean isIdentity,
        int number) {
    /** The type and what goes with it where a column or variable is declared. */
    String declared() {
        return collation == null ? type : type + " collate " + collation;
    }
}
