package io.upshift.postgres;

import java.nio.charset.StandardCharsets;

/**
 * The one way in which names and texts get into SQL that this library writes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS">identifiers</a>
 */
public final class Identifiers {
    /** NAMEDATALEN - 1: PostgreSQL cuts off what is longer, so that two names may become one. */
    private static final int LONGEST = 63;

    private Identifiers() {}

    /** A name in double quotes, whatever it holds. */
    public static String quoted(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A PostgreSQL name must hold at least one character and no NUL");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException("The name " + name + " is longer than " + LONGEST + " bytes");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The name of a table, alone or behind its schema and a dot, each in double quotes. */
    public static String qualified(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? quoted(name) : quoted(name.substring(0, dot)) + "." + quoted(name.substring(dot + 1));
    }

    /** A text in single quotes, where a value can't be bound. */
    public static String literal(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A PostgreSQL text must hold no NUL");
        }
        String doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }
}
