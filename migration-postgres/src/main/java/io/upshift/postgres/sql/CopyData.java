package io.upshift.postgres.sql;

import org.jspecify.annotations.Nullable;

/** The rows between {@code COPY … FROM STDIN;} and the line {@code \.}, and where the script goes on. */
record CopyData(int from, int to, int next) {

    /** Whether a statement is {@code COPY table [(columns)] FROM STDIN …}. */
    static boolean isExpected(String sql, int start, int end) {
        Lexer lexer = new Lexer(sql, start, end, null);
        lexer.next();
        return lexer.is("copy") && readsFromStdin(lexer);
    }

    /** With the lexer on {@code COPY}. */
    static boolean readsFromStdin(Lexer lexer) {
        int depth = 0;
        for (Token token = lexer.next(); token != Token.END; token = lexer.next()) {
            if (token == Token.OPEN_PARENTHESIS) {
                depth++;
            } else if (token == Token.CLOSE_PARENTHESIS) {
                depth--;
            } else if (depth == 0 && lexer.is("from")) {
                lexer.next();
                // PostgreSQL takes either word for the connection, whatever the direction.
                return lexer.is("stdin") || lexer.is("stdout");
            }
        }
        return false;
    }

    /** What stands between the semicolon and the end of its line, where only blanks and a comment may. */
    static @Nullable Flaw flawBefore(String sql, int semicolonEnd) {
        int i = semicolonEnd;
        int endOfLine = Comments.endOfLine(sql, semicolonEnd);
        while (i < endOfLine && Chars.isSpace(sql.charAt(i))) {
            i++;
        }
        return i == endOfLine || Comments.startsLine(sql, i) ? null : Flaw.textBeforeCopyData(i);
    }

    /** The rows below the semicolon's line, or null if no terminator follows. */
    static @Nullable CopyData after(String sql, int semicolonEnd) {
        int from = startOfNextLine(sql, semicolonEnd);
        int line = from;
        while (line < sql.length()) {
            int next = startOfNextLine(sql, line);
            if (isTerminator(sql, line, next)) {
                return new CopyData(from, line, next);
            }
            line = next;
        }
        return null;
    }

    private static int startOfNextLine(String sql, int from) {
        int newLine = sql.indexOf('\n', from);
        return newLine < 0 ? sql.length() : newLine + 1;
    }

    private static boolean isTerminator(String sql, int line, int next) {
        // Two characters and at most a line end; the length spares long rows the comparison.
        return next - line <= 4
                && sql.substring(line, next).replaceFirst("\\r?\\n$", "").equals("\\.");
    }
}
