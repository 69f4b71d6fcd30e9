package io.upshift.postgres.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The options {@code name [[=] value]} that stand in a statement's parentheses. */
final class Options {

    /** What PostgreSQL's options take for false. */
    private static final Set<String> OFF = Set.of("false", "off", "0");

    private final String sql;
    private final Lexer lexer;
    private final Map<String, String> values = new HashMap<>();

    private Options(String sql, Lexer lexer) {
        this.sql = sql;
        this.lexer = lexer;
    }

    /** Reads the first parentheses from here on, if there are any, and leaves the lexer on the closing one. */
    static Options readNext(String sql, Lexer lexer) {
        Options options = new Options(sql, lexer);
        while (lexer.token() != Token.OPEN_PARENTHESIS && lexer.token() != Token.END) {
            lexer.next();
        }
        while (lexer.token() != Token.CLOSE_PARENTHESIS && lexer.token() != Token.END) {
            options.read();
        }
        return options;
    }

    boolean isGiven(String name) {
        return values.containsKey(name);
    }

    boolean isOff(String name) {
        return OFF.contains(values.getOrDefault(name, ""));
    }

    private void read() {
        lexer.next();
        String name = text();
        String value = "";
        while (lexer.next() != Token.CLOSE_PARENTHESIS && lexer.token() != Token.END && !lexer.is(',')) {
            value = text();
        }
        values.put(name, value);
    }

    private String text() {
        String text = sql.substring(lexer.start(), lexer.end());
        boolean quoted = lexer.token() == Token.STRING || lexer.token() == Token.QUOTED_NAME;
        return (quoted ? text.substring(1, text.length() - 1) : text).toLowerCase(Locale.ROOT);
    }
}
