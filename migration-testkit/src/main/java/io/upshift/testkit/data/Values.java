package io.upshift.testkit.data;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a column of a type may hold, as text: ordinary values, and those at which code tends to fail. */
final class Values {
    private static final int LONG = 5_000;

    /** Blank, in quotes, in other scripts, right to left, outside the basic plane, not normalised, or looking like null. */
    private static final List<String> TEXTS = List.of(
            "Ada Lovelace",
            "42 Main Street",
            "pending",
            "",
            " ",
            " leading and trailing ",
            "two\nlines\tand a tab",
            "O'Neill \"Pro\"",
            "50% \\ _ $1 ; --",
            "null",
            "0",
            "Müller & Söhne <b>",
            "ノートパソコン",
            "שלום",
            "👩‍👩‍👧 e\u0301",
            "a".repeat(LONG));

    private static final List<String> OBJECTS = List.of(
            "{}",
            "[]",
            "null",
            "\"text\"",
            "{\"a\": null, \"ü\": [1, 2.50, {}], \"\": \"'\\\"\"}",
            "{\"brand\": \"Acme\"}");

    private static final List<String> DATES =
            List.of("2024-02-29", "1970-01-01", "0001-01-01", "9999-12-31", "1999-12-31");

    private static final List<String> TIMES = List.of(
            "2024-02-29 23:59:59.999999+00",
            "1970-01-01 00:00:00+00",
            "2021-03-28 01:30:00+00",
            "0001-01-01 00:00:00+00",
            "9999-12-31 23:59:59+00");

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    /** A value for a column; null when none is known for its type. */
    @Nullable
    String of(Column column) {
        if (!column.labels().isEmpty()) {
            return any(column.labels());
        }
        if (column.category().equals("A")) {
            return "{}";
        }
        if (column.category().equals("R")) {
            return "empty";
        }
        return switch (column.base()) {
            case "text", "varchar", "bpchar", "citext", "name" -> cut(any(TEXTS), column.length());
            case "bool" -> Boolean.toString(random.nextBoolean());
            case "int2" -> whole(Short.MAX_VALUE);
            case "int4" -> whole(Integer.MAX_VALUE);
            case "int8" -> whole(Long.MAX_VALUE);
            case "numeric" -> decimal(column);
            case "float4", "float8" -> any(List.of("0", "-0", "1.5", "-2.25", "1e30", "1e-30"));
            case "date" -> any(DATES);
            case "timestamp", "timestamptz" -> any(TIMES);
            case "time", "timetz" -> any(List.of("00:00", "12:30:15.5", "23:59:59.999999"));
            case "interval" -> any(List.of("0", "1 day", "-1 month", "90 minutes"));
            case "uuid" -> uuid();
            case "json", "jsonb" -> any(OBJECTS);
            case "bytea" -> any(List.of("\\x", "\\x00", "\\xdeadbeef"));
            case "inet" -> any(List.of("127.0.0.1", "::1", "10.0.0.0/8"));
            case "point" -> any(List.of("(0,0)", "(-180,90)", "(13.4,52.5)"));
            case "xml" -> "<a/>";
            case "tsvector", "hstore" -> "";
            default -> null;
        };
    }

    /** A value that differs from those of all other rows; null when none is known for its type. */
    @Nullable
    String unique(Column column, long row) {
        return switch (column.base()) {
            case "int2", "int4", "int8", "numeric" -> Long.toString(row);
            case "text", "varchar", "bpchar", "citext", "name" -> distinct(column, row);
            case "uuid" -> uuid();
            case "date" -> LocalDate.ofEpochDay(row).toString();
            case "timestamp", "timestamptz" -> Instant.ofEpochSecond(row).toString();
            default -> of(column);
        };
    }

    private String distinct(Column column, long row) {
        String number = Long.toString(row);
        String text = any(TEXTS);
        int room = (column.length() == 0 ? LONG : column.length()) - number.length();
        return (room <= 0 ? "" : cut(text, room).stripTrailing()) + number;
    }

    private String whole(long max) {
        return switch (random.nextInt(6)) {
            case 0 -> "0";
            case 1 -> "-1";
            case 2 -> Long.toString(max);
            case 3 -> Long.toString(-max - 1);
            default -> Integer.toString(random.nextInt(1_000));
        };
    }

    private String decimal(Column column) {
        int whole = column.length() == 0 ? 12 : column.length() - column.scale();
        String largest = whole <= 0 ? "0" : "9".repeat(whole);
        return switch (random.nextInt(5)) {
            case 0 -> "0";
            case 1 -> largest;
            case 2 -> "-" + largest;
            default -> whole <= 0 ? "0" : String.format(Locale.ROOT, "%.2f", random.nextDouble() * 10);
        };
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static String cut(String text, int length) {
        if (length == 0 || text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
