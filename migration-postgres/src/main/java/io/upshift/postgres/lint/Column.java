package io.upshift.postgres.lint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column as a statement declares it.
 *
 * @param value the default; null when there is none
 * @param generated how PostgreSQL makes its values itself
 * @param constraints those that stand behind it, each with the column as its only one; NOT NULL is none of them
 * @param sql all of it, as it was written
 */
record Column(
        String name,
        DataType type,
        boolean isNotNull,
        @Nullable Expression value,
        Generated generated,
        List<Constraint> constraints,
        String sql) {

    enum Generated {
        NO,
        IDENTITY,
        STORED
    }

    boolean has(Constraint.Kind kind) {
        return constraints.stream().anyMatch(constraint -> constraint.kind() == kind);
    }

    /** Whether the rows that are there get no value of their own. */
    boolean startsNull() {
        return value == null && generated == Generated.NO && !type.isSerial();
    }
}
