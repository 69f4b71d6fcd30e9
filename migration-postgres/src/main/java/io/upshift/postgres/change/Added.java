package io.upshift.postgres.change;

import io.upshift.StepException;
import org.jspecify.annotations.Nullable;

/**
 * A column that a change adds.
 *
 * @param type in SQL; null for that of {@code like}
 * @param like the column whose part it takes; null when there is no single one
 * @param forward makes its value from the columns that are there already
 * @param isNotNull whether nulls are refused in the end, beyond what {@code like} refuses
 * @param standard its default in the end; null for none, or that of {@code like}
 */
record Added(
        String name,
        @Nullable String type,
        @Nullable String like,
        String forward,
        boolean isNotNull,
        @Nullable String standard) {

    Added notNull() {
        return new Added(name, type, like, forward, true, standard);
    }

    Added defaultTo(String expression) {
        return new Added(name, type, like, forward, isNotNull, expression);
    }

    String type(LiveTable table) throws StepException {
        return type == null && like != null ? table.column(like).type() : String.valueOf(type);
    }

    /** As it is declared in a table. */
    String declared(LiveTable table) throws StepException {
        return type == null && like != null ? table.column(like).declared() : String.valueOf(type);
    }
}
