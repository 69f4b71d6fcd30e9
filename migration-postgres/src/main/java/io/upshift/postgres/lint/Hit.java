package io.upshift.postgres.lint;

import org.jspecify.annotations.Nullable;

/**
 * What a rule says of one statement.
 *
 * @param table the one that is in danger; null when there isn't one
 * @param column the one that it is about; null when there isn't one
 * @param recipe what to write instead, as SQL for this very statement
 */
record Hit(@Nullable Name table, @Nullable String column, String message, String recipe) {

    static Hit on(Name table, String message, String recipe) {
        return new Hit(table, null, message, recipe.strip());
    }

    static Hit on(Name table, String column, String message, String recipe) {
        return new Hit(table, column, message, recipe.strip());
    }

    static Hit of(String message, String recipe) {
        return new Hit(null, null, message, recipe.strip());
    }
}
