package io.upshift.postgres.sql;

import java.util.List;
import java.util.regex.Pattern;

/** Writes a script in the one form that all its spellings share. */
final class Normaliser {

    private static final Pattern LINE_END = Pattern.compile("\\r+\\n");

    private final StringBuilder out;

    private Normaliser(int capacity) {
        this.out = new StringBuilder(capacity);
    }

    static String normalise(List<SqlStatement> statements, List<Directive> directives) {
        Normaliser normaliser = new Normaliser(256);
        statements.forEach(normaliser::statement);
        directives.forEach(normaliser::directive);
        return normaliser.out.toString();
    }

    private void statement(SqlStatement statement) {
        String sql = statement.text();
        Lexer lexer = new Lexer(sql, 0, sql.length(), null);
        while (lexer.next() != Token.END) {
            token(sql, lexer);
            out.append(' ');
        }
        out.append(";\n");
        if (statement.copyData() != null) {
            verbatim(statement.copyData());
            out.append("\\.\n");
        }
    }

    private void token(String sql, Lexer lexer) {
        switch (lexer.token()) {
            case WORD -> folded(sql, lexer.start(), lexer.end());
            case STRING -> string(sql, lexer.start(), lexer.end());
            case QUOTED_NAME -> {
                int quote = sql.indexOf('"', lexer.start());
                folded(sql, lexer.start(), quote);
                verbatim(sql.substring(quote, lexer.end()));
            }
            default -> verbatim(sql.substring(lexer.start(), lexer.end()));
        }
    }

    /** The parts of a string that continues over lines, a line each, without what stands between them. */
    private void string(String sql, int start, int end) {
        int quote = sql.indexOf('\'', start);
        folded(sql, start, quote);
        boolean escapes = Chars.fold(sql.charAt(start)) == 'e';
        int behind = Quotes.endOfPart(sql, quote, escapes);
        verbatim(sql.substring(quote, behind));
        while (behind < end) {
            int continued = Quotes.continuation(sql, behind);
            behind = Quotes.endOfPart(sql, continued, escapes);
            out.append('\n');
            verbatim(sql.substring(continued, behind));
        }
    }

    private void directive(Directive directive) {
        out.append("-- upshift: ")
                .append(directive.key())
                .append(" = ")
                .append(directive.value())
                .append('\n');
    }

    private void folded(String sql, int start, int end) {
        for (int i = start; i < end; i++) {
            out.append(Chars.fold(sql.charAt(i)));
        }
    }

    /** A line end that was converted twice is a line end too, so that normalising again changes nothing. */
    private void verbatim(String text) {
        out.append(text.indexOf('\r') < 0 ? text : LINE_END.matcher(text).replaceAll("\n"));
    }
}
