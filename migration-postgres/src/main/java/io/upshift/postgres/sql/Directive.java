package io.upshift.postgres.sql;

import java.util.Arrays;
import java.util.List;

/**
 * A setting of one script, written as {@code -- upshift: key = value} before its first statement.
 *
 * @param key one of the known keys
 * @param value without quotes or brackets; {@code true} for a key that stands alone
 * @param line where it was written, from 1
 */
public record Directive(String key, String value, int line) {

    /** The keys that a script may use. */
    static final List<String> KEYS = List.of(
            "author",
            "breaking",
            "date",
            "depends-on",
            "description",
            "estimated-duration",
            "impacted-tables",
            "lock-timeout",
            "no-transaction",
            "owner",
            "phase",
            "requires-downtime",
            "risk",
            "statement-timeout",
            "version");

    /** The value as a list: its parts between commas. */
    public List<String> values() {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
