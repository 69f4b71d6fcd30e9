package io.upshift.postgres.sql;

/** Statements without their values, for logs and errors. */
public final class Literals {
    private static final char PLACE = '?';
    private static final char CUT = '…';

    private Literals() {}

    /**
     * A statement on one line, with {@code ?} for each text and number, and without comments.
     *
     * <p>Cut off where it can't be told what is a value: at a quote that doesn't end, and behind a backslash in a plain
     * text, which ends elsewhere for a session without {@code standard_conforming_strings}.
     *
     * @param sql also one that the server has cut off in its middle
     */
    public static String removed(String sql) {
        Lexer lexer = new Lexer(sql, 0, sql.length(), null);
        StringBuilder out = new StringBuilder();
        int behind = 0;
        while (lexer.next() != Token.END) {
            if (lexer.start() > behind && out.length() > 0) {
                out.append(' ');
            }
            if (isUnclear(sql, lexer)) {
                return out.append(PLACE).append(CUT).toString();
            }
            switch (lexer.token()) {
                case STRING, DOLLAR_STRING, NUMBER -> out.append(PLACE);
                default -> out.append(sql, lexer.start(), lexer.end());
            }
            behind = lexer.end();
        }
        return out.toString();
    }

    private static boolean isUnclear(String sql, Lexer lexer) {
        boolean plain = lexer.token() == Token.STRING && Chars.fold(sql.charAt(lexer.start())) != 'e';
        boolean backslash = plain && sql.substring(lexer.start(), lexer.end()).indexOf('\\') >= 0;
        return backslash || lexer.token() == Token.UNTERMINATED || lexer.token() == Token.BACKSLASH;
    }
}
