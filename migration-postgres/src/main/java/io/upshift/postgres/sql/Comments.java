package io.upshift.postgres.sql;

/** Where comments start and end. */
final class Comments {

    private Comments() {}

    static boolean startsLine(String sql, int i) {
        return sql.charAt(i) == '-' && Chars.at(sql, i + 1) == '-';
    }

    static boolean startsBlock(String sql, int i) {
        return sql.charAt(i) == '/' && Chars.at(sql, i + 1) == '*';
    }

    /** The offset of the line end that ends a {@code --} comment. */
    static int endOfLine(String sql, int from) {
        int i = from;
        while (i < sql.length() && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    /** The offset behind a comment that may hold others, or -1 if it never ends. */
    static int endOfBlock(String sql, int from) {
        int depth = 1;
        int i = from + 2;
        while (i + 1 < sql.length()) {
            if (startsBlock(sql, i)) {
                depth++;
                i += 2;
            } else if (sql.charAt(i) == '*' && sql.charAt(i + 1) == '/') {
                i += 2;
                if (--depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return -1;
    }
}
