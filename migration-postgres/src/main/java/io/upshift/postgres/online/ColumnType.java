package io.upshift.postgres.online;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type with its modifiers, as {@code format_type} writes it: {@code character varying} and 50, {@code numeric} and 10, 2.
 *
 * @param length what it can hold at most; -1 without a limit
 * @param scale the second modifier; -1 without one
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES">which changes need no
 *     rewrite</a>
 */
record ColumnType(String name, int length, int scale) {
    private static final Pattern MODIFIERS = Pattern.compile("\\(\\s*(\\d+)\\s*(?:,\\s*(-?\\d+)\\s*)?\\)");
    private static final Set<String> WITH_LENGTH = Set.of("character varying", "bit varying");
    private static final Set<String> WITH_PRECISION = Set.of(
            "timestamp without time zone",
            "timestamp with time zone",
            "time without time zone",
            "time with time zone",
            "interval");

    /** The same bytes under another name, without a limit. */
    private static final Map<String, String> SAME =
            Map.of("character varying", "text", "text", "character varying", "cidr", "inet");

    static ColumnType of(String formatted) {
        return of(MODIFIERS.matcher(formatted).replaceFirst(""), formatted);
    }

    /** @param modified in which the modifiers stand */
    static ColumnType of(String name, String modified) {
        Matcher modifiers = MODIFIERS.matcher(modified);
        boolean found = modifiers.find();
        int length = found ? Integer.parseInt(modifiers.group(1)) : -1;
        int scale = found && modifiers.group(2) != null ? Integer.parseInt(modifiers.group(2)) : -1;
        return new ColumnType(name, length, scale);
    }

    boolean growsInto(ColumnType other) {
        if (equals(other)) {
            return true;
        }
        if (!name.equals(other.name)) {
            return other.name.equals(SAME.get(name)) && other.length < 0;
        }
        if (name.equals("numeric")) {
            return other.length < 0 || (length >= 0 && other.length >= length && sameScale(other));
        }
        boolean hasRoom = WITH_LENGTH.contains(name) || WITH_PRECISION.contains(name);
        return hasRoom && (other.length < 0 || (length >= 0 && other.length >= length));
    }

    /** Without a scale, a number of limited precision has none. */
    private boolean sameScale(ColumnType other) {
        return Math.max(scale, 0) == Math.max(other.scale, 0);
    }

    @Override
    public String toString() {
        return name + (length < 0 ? "" : "(" + length + (scale < 0 ? "" : "," + scale) + ")");
    }
}
