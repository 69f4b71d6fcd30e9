package io.upshift.postgres.sql;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values for <code>${name}</code> in statements.
 *
 * <p>They are put in wherever a statement says so, also in its strings and dollar-quoted bodies, but neither in comments
 * nor in the rows of a {@code COPY}. Without any value nothing is looked for. Immutable.
 */
public final class Placeholders {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][\\w.-]*");
    private static final Pattern SYNTAX = Pattern.compile("\\$\\{(" + NAME.pattern() + ")}");

    private final SortedMap<String, String> values;

    private Placeholders(SortedMap<String, String> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    public static Placeholders none() {
        return new Placeholders(new TreeMap<>());
    }

    /** @throws IllegalArgumentException if the name could not stand in a placeholder */
    public Placeholders with(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of a placeholder: write a letter or _, then"
                    + " letters, digits, _, . or -");
        }
        SortedMap<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return new Placeholders(more);
    }

    /** By name, in order. */
    public SortedMap<String, String> values() {
        return values;
    }

    /**
     * A statement's text with the values put in.
     *
     * @param script how messages call the statement's script
     * @throws SqlScriptException if a placeholder has no value
     */
    public Replaced in(String script, SqlStatement statement) {
        String sql = statement.text();
        if (values.isEmpty() || !sql.contains("${")) {
            return Replaced.verbatim(sql);
        }
        Replaced.Writer out = new Replaced.Writer(sql);
        Lexer lexer = new Lexer(sql, 0, sql.length(), null);
        Matcher found = SYNTAX.matcher(sql);
        int from = 0;
        int to = 0;
        // Tokens that touch make one stretch; what lies between two stretches is blanks and comments.
        while (lexer.next() != Token.END) {
            if (lexer.start() > to) {
                replace(script, statement, found.region(from, to), out);
                from = lexer.start();
            }
            to = lexer.end();
        }
        replace(script, statement, found.region(from, to), out);
        return out.done();
    }

    private void replace(String script, SqlStatement statement, Matcher found, Replaced.Writer out) {
        while (found.find()) {
            String name = found.group(1);
            String value = values.get(name);
            if (value == null) {
                throw new SqlScriptException(script, statement.placeOf(found.start()), unknown(name, found.start()));
            }
            out.replace(name, value, found.start(), found.end());
        }
    }

    private Flaw unknown(String name, int offset) {
        return new Flaw(
                offset,
                "Unknown placeholder ${" + name + "}",
                "it has no value; these have: " + String.join(", ", values.keySet()),
                "correct its name, or give it a value");
    }
}
