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

    Options(String sql, Lexer lexer) {
        this.sql = sql;
        this.lexer = lexer;
    }

    /** Reads the first parentheses from here on, if there are any. */
    Options readNext() {
        while (lexer.token() != Token.OPEN_PARENTHESIS && lexer.token() != Token.END) {
            lexer.next();
        }
        return readToClose();
    }

    /** With the lexer on the opening parenthesis; leaves it on the closing one. */
    Options readToClose() {
        while (lexer.token() != Token.CLOSE_PARENTHESIS && lexer.token() != Token.END) {
            option();
        }
        return this;
    }

    boolean isGiven(String name) {
        return values.containsKey(name);
    }

    boolean isOff(String name) {
        return OFF.contains(values.getOrDefault(name, ""));
    }

    private void option() {
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
