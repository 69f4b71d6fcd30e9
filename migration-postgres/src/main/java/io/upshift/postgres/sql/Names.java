package io.upshift.postgres.sql;

import java.util.Locale;

/** Reads names as they stand in a statement. */
final class Names {
    private Names() {}

    /** Reads {@code a.b.c} and leaves the lexer behind it; names without quotes come in lower case. */
    static String read(String sql, Lexer lexer) {
        StringBuilder name = new StringBuilder();
        while (true) {
            String part = sql.substring(lexer.start(), lexer.end());
            name.append(lexer.token() == Token.WORD ? part.toLowerCase(Locale.ROOT) : part);
            lexer.next();
            if (!lexer.is('.')) {
                return name.toString();
            }
            name.append('.');
            lexer.next();
        }
    }
}
