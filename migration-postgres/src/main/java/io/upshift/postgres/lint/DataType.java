package io.upshift.postgres.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as a column declares it.
 *
 * @param name PostgreSQL's short name of it, such as {@code int4}, {@code varchar} or {@code timestamptz}
 * @param sizes what stands in its parentheses
 * @param sql as it was written
 */
record DataType(String name, List<Integer> sizes, boolean isArray, String sql) {
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("int", "int4"),
            Map.entry("integer", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("smallint", "int2"),
            Map.entry("serial", "serial4"),
            Map.entry("bigserial", "serial8"),
            Map.entry("smallserial", "serial2"),
            Map.entry("boolean", "bool"),
            Map.entry("character varying", "varchar"),
            Map.entry("char varying", "varchar"),
            Map.entry("character", "char"),
            Map.entry("bpchar", "char"),
            Map.entry("nchar", "char"),
            Map.entry("nchar varying", "varchar"),
            Map.entry("national character", "char"),
            Map.entry("national char", "char"),
            Map.entry("national character varying", "varchar"),
            Map.entry("national char varying", "varchar"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("real", "float4"),
            Map.entry("double precision", "float8"),
            Map.entry("float", "float8"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("time without time zone", "time"),
            Map.entry("time with time zone", "timetz"),
            Map.entry("bit varying", "varbit"));
    private static final Map<String, Integer> INTEGER_WIDTH = Map.of("int2", 2, "int4", 4, "int8", 8);
    private static final Pattern SIZES = Pattern.compile("\\((\\d+(?:,\\s*-?\\d+)?)\\)");
    private static final Set<String> SERIALS = Set.of("serial2", "serial4", "serial8");

    /** @param words in lower case, without parentheses and array brackets, one blank apart */
    static DataType of(String words, List<Integer> sizes, boolean isArray, String sql) {
        String bare = words.startsWith("pg_catalog.") ? words.substring("pg_catalog.".length()) : words;
        return new DataType(SHORT.getOrDefault(bare, bare), List.copyOf(sizes), isArray, sql);
    }

    /** As {@code format_type} writes it. */
    static DataType ofCatalog(String sql) {
        boolean isArray = sql.endsWith("[]");
        String bare = isArray ? sql.substring(0, sql.length() - 2) : sql;
        List<Integer> sizes = new ArrayList<>();
        Matcher sized = SIZES.matcher(bare);
        if (sized.find()) {
            for (String size : List.of(sized.group(1).split(",", -1))) {
                sizes.add(Integer.valueOf(size.strip()));
            }
        }
        return of(SIZES.matcher(bare).replaceAll("").strip().replace("\"", ""), sizes, isArray, sql);
    }

    boolean isSerial() {
        return SERIALS.contains(name);
    }

    /** The type that a serial column really has; any other type itself. */
    DataType stored() {
        return switch (name) {
            case "serial2" -> of("int2", sizes, isArray, "smallint");
            case "serial4" -> of("int4", sizes, isArray, "integer");
            case "serial8" -> of("int8", sizes, isArray, "bigint");
            default -> this;
        };
    }

    boolean is(String shortName) {
        return name.equals(shortName) && !isArray;
    }

    boolean isSame(DataType other) {
        return name.equals(other.name) && sizes.equals(other.sizes) && isArray == other.isArray;
    }

    /**
     * Whether PostgreSQL changes a column of this type to the other without rewriting the table: it holds the same bytes
     * and every value fits.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES">ALTER TABLE,
     *     notes</a>
     */
    boolean becomesWithoutRewrite(DataType other) {
        if (isArray || other.isArray) {
            return isSame(other);
        }
        boolean text = is("varchar") || is("text");
        if ((text && other.is("text")) || (is("cidr") && other.is("inet"))) {
            return true;
        }
        if (text && other.is("varchar")) {
            return other.sizes.isEmpty() || (is("varchar") && fits(other));
        }
        if (is("numeric") && other.is("numeric")) {
            return other.sizes.isEmpty() || (fits(other) && scale() == other.scale());
        }
        boolean sized = Set.of("varbit", "timestamp", "timestamptz", "time", "timetz", "interval")
                .contains(name);
        if (sized && name.equals(other.name)) {
            return other.sizes.isEmpty() || fits(other);
        }
        return isSame(other);
    }

    /** Whether values of this type may not fit into the other. */
    boolean isNarrowedBy(DataType other) {
        Integer from = INTEGER_WIDTH.get(name);
        Integer to = INTEGER_WIDTH.get(other.name);
        if (from != null && to != null) {
            return to < from;
        }
        boolean text = is("varchar") || is("text") || is("char");
        boolean otherIsSized = (other.is("varchar") || other.is("char")) && !other.sizes.isEmpty();
        if (text && otherIsSized) {
            return sizes.isEmpty() || other.sizes.get(0) < sizes.get(0);
        }
        if (is("numeric") && other.is("numeric") && !other.sizes.isEmpty()) {
            return sizes.isEmpty()
                    || other.sizes.get(0) - other.scale() < sizes.get(0) - scale()
                    || other.scale() < scale();
        }
        boolean whole = is("numeric") || is("float8") || is("float4");
        boolean toDay = other.is("date") && (is("timestamp") || is("timestamptz"));
        boolean fromText = text && !other.is("text") && !other.is("varchar") && !other.is("char");
        return (whole && to != null) || (is("float8") && other.is("float4")) || toDay || fromText;
    }

    private boolean fits(DataType other) {
        return !sizes.isEmpty() && sizes.get(0) <= other.sizes.get(0);
    }

    private int scale() {
        return sizes.size() > 1 ? sizes.get(1) : 0;
    }

    @Override
    public String toString() {
        return sql;
    }
}
