package io.upshift.postgres.lint;

import io.upshift.postgres.Identifiers;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table, index or type, without its quotes.
 *
 * @param schema null when it is left to the search path
 */
record Name(@Nullable String schema, String name) {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** Of the reserved words, those that services are known to name things after. */
    private static final Set<String> RESERVED = Set.of(
            "all",
            "analyse",
            "analyze",
            "and",
            "any",
            "array",
            "as",
            "asc",
            "authorization",
            "both",
            "case",
            "cast",
            "check",
            "collate",
            "column",
            "constraint",
            "create",
            "current_user",
            "default",
            "desc",
            "distinct",
            "do",
            "else",
            "end",
            "except",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "grant",
            "group",
            "having",
            "in",
            "initially",
            "intersect",
            "into",
            "is",
            "join",
            "leading",
            "left",
            "like",
            "limit",
            "localtime",
            "natural",
            "not",
            "null",
            "offset",
            "on",
            "only",
            "or",
            "order",
            "placing",
            "primary",
            "references",
            "returning",
            "right",
            "select",
            "session_user",
            "some",
            "symmetric",
            "table",
            "then",
            "to",
            "trailing",
            "true",
            "union",
            "unique",
            "user",
            "using",
            "variadic",
            "verbose",
            "when",
            "where",
            "window",
            "with");

    static Name of(String name) {
        return new Name(null, name);
    }

    /** Another name beside this one, in the same schema. */
    Name sibling(String other) {
        return new Name(schema, other);
    }

    /** As SQL, in quotes only where they are needed. */
    String sql() {
        return schema == null ? sql(name) : sql(schema) + "." + sql(name);
    }

    static String sql(String identifier) {
        boolean plain = PLAIN.matcher(identifier).matches() && !RESERVED.contains(identifier.toLowerCase(Locale.ROOT));
        return plain ? identifier : Identifiers.quoted(identifier);
    }

    @Override
    public String toString() {
        return sql();
    }
}
