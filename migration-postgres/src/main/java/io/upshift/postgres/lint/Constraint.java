package io.upshift.postgres.lint;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A constraint as a statement declares it.
 *
 * @param name null when it is left to PostgreSQL
 * @param columns of the table that it stands on
 * @param references the table that a foreign key leads to; otherwise null
 * @param referenced that table's columns; empty when its primary key is meant
 * @param condition what a CHECK demands; otherwise null
 * @param usingIndex the index that becomes the constraint's; null when it gets one of its own
 * @param sql from its kind on, as it was written, without its name and NOT VALID
 */
record Constraint(
        Kind kind,
        @Nullable String name,
        List<String> columns,
        @Nullable Name references,
        List<String> referenced,
        @Nullable Expression condition,
        @Nullable String usingIndex,
        boolean isNotValid,
        String sql) {

    private static final Pattern NOT_NULL = Pattern.compile("(?i)(\\w+|\"[^\"]+\")\\s+is\\s+not\\s+null");

    enum Kind {
        CHECK,
        FOREIGN_KEY,
        UNIQUE,
        PRIMARY_KEY,
        EXCLUDE;

        /** Whether it is kept by an index. */
        boolean isIndexed() {
            return this == UNIQUE || this == PRIMARY_KEY || this == EXCLUDE;
        }
    }

    /** Its name, or the one that PostgreSQL would choose. */
    String nameOn(Name table) {
        if (name != null) {
            return name;
        }
        String column = columns.isEmpty() ? "" : "_" + String.join("_", columns);
        return switch (kind) {
            case CHECK -> table.name() + column + "_check";
            case FOREIGN_KEY -> table.name() + column + "_fkey";
            case UNIQUE -> table.name() + column + "_key";
            case PRIMARY_KEY -> table.name() + "_pkey";
            case EXCLUDE -> table.name() + column + "_excl";
        };
    }

    /** The column that a CHECK keeps from being null, and nothing else; null when it does something else. */
    @Nullable
    String provesNotNull() {
        if (kind != Kind.CHECK || condition == null) {
            return null;
        }
        String bare = condition.sql().strip();
        while (bare.startsWith("(") && bare.endsWith(")")) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        Matcher proof = NOT_NULL.matcher(bare);
        if (!proof.matches()) {
            return null;
        }
        String column = proof.group(1);
        return column.startsWith("\"") ? column.substring(1, column.length() - 1) : column.toLowerCase(Locale.ROOT);
    }
}
