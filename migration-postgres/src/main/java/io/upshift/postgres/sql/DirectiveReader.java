package io.upshift.postgres.sql;

import io.upshift.postgres.sql.DirectiveLines.Line;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the entries {@code key} and {@code key = value} of directive lines. */
final class DirectiveReader {

    private final String script;
    private final String sql;
    private final List<String> keys;
    private final Lines places;
    private final Map<String, Directive> read = new LinkedHashMap<>();
    private int at;
    private int end;

    DirectiveReader(String script, String sql, List<String> keys) {
        this.script = script;
        this.sql = sql;
        this.keys = keys;
        this.places = new Lines(sql);
    }

    /** What was read so far, from top to bottom. */
    List<Directive> directives() {
        return List.copyOf(read.values());
    }

    void read(Line line) {
        at = line.from();
        end = line.to();
        entry();
        while (at < end) {
            // Past the comma.
            at++;
            entry();
        }
    }

    private void entry() {
        skipSpaces();
        int start = at;
        while (at < end && sql.charAt(at) != '=' && sql.charAt(at) != ',') {
            at++;
        }
        String key = sql.substring(start, at).strip();
        if (!keys.contains(key)) {
            throw refuse(
                    start,
                    key.isEmpty() ? "Empty directive" : "Unknown directive '" + key + "'",
                    "it would have no effect",
                    "use one of " + String.join(", ", keys));
        }
        keep(new Directive(key, value(key, start), places.at(start).line()), start);
    }

    private void keep(Directive directive, int offset) {
        Directive earlier = read.putIfAbsent(directive.key(), directive);
        if (earlier != null) {
            throw refuse(
                    offset,
                    "Directive '" + directive.key() + "' given twice",
                    "line " + earlier.line() + " sets it already",
                    "keep one; a list is written key = [a, b]");
        }
    }

    private String value(String key, int start) {
        if (at == end || sql.charAt(at) == ',') {
            return "true";
        }
        at++;
        skipSpaces();
        char first = at < end ? sql.charAt(at) : ',';
        String value = switch (first) {
            case '[' -> list(enclosed(key, ']'));
            case '"', '\'' -> enclosed(key, first);
            default -> bare();
        };
        if (value.isEmpty()) {
            throw refuse(
                    start, "Directive '" + key + "' without a value", "nothing follows =", "write " + key + " = value");
        }
        return value;
    }

    private String bare() {
        int start = at;
        while (at < end && sql.charAt(at) != ',') {
            at++;
        }
        return sql.substring(start, at).strip();
    }

    private String enclosed(String key, char close) {
        int start = at;
        int closed = sql.indexOf(close, start + 1);
        if (closed < 0 || closed >= end) {
            throw refuse(
                    start,
                    "Unterminated value of directive '" + key + "'",
                    "its line ends first",
                    "close it with " + close);
        }
        at = closed + 1;
        skipSpaces();
        if (at < end && sql.charAt(at) != ',') {
            throw refuse(
                    at,
                    "Unexpected text after the value of directive '" + key + "'",
                    "only a comma may follow",
                    "put a comma before the next directive");
        }
        return sql.substring(start + 1, closed).strip();
    }

    /** One way to write a list, so that its spaces don't matter. */
    private static String list(String inner) {
        return Arrays.stream(inner.split(",", -1)).map(String::strip).collect(Collectors.joining(", "));
    }

    private void skipSpaces() {
        while (at < end && Chars.isSpace(sql.charAt(at))) {
            at++;
        }
    }

    private SqlScriptException refuse(int offset, String what, String why, String next) {
        return new SqlScriptException(script, places.at(offset), new Flaw(offset, what, why, next));
    }
}
