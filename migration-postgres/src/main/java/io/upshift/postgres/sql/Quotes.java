package io.upshift.postgres.sql;

/** Where quoted texts end, with {@code standard_conforming_strings} on; -1 means never. */
final class Quotes {

    private Quotes() {}

    /** The offset behind a string, with the parts that continue it on later lines. */
    static int endOfString(String sql, int quote, boolean escapes) {
        int end = endOfPart(sql, quote, escapes);
        while (end >= 0) {
            int continued = continuation(sql, end);
            if (continued < 0) {
                return end;
            }
            end = endOfPart(sql, continued, escapes);
        }
        return -1;
    }

    /** The offset behind one {@code '…'}. */
    static int endOfPart(String sql, int quote, boolean escapes) {
        return escapes ? endOfEscaped(sql, quote) : endOfDoubled(sql, quote, '\'');
    }

    /** The offset behind a text in which the quote is written twice to stand for itself. */
    static int endOfDoubled(String sql, int quote, char mark) {
        int i = sql.indexOf(mark, quote + 1);
        while (i >= 0 && Chars.at(sql, i + 1) == mark) {
            i = sql.indexOf(mark, i + 2);
        }
        return i < 0 ? -1 : i + 1;
    }

    private static int endOfEscaped(String sql, int quote) {
        int i = quote + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\'' && Chars.at(sql, i + 1) != '\'') {
                return i + 1;
            }
            i += c == '\'' || c == '\\' ? 2 : 1;
        }
        return -1;
    }

    /** The offset of the quote that continues a string: blanks and {@code --} comments with a line end before it. */
    static int continuation(String sql, int from) {
        boolean newLine = false;
        int i = from;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (Chars.isSpace(c)) {
                newLine |= c == '\n' || c == '\r';
                i++;
            } else if (Comments.startsLine(sql, i)) {
                i = Comments.endOfLine(sql, i);
            } else {
                return newLine && c == '\'' ? i : -1;
            }
        }
        return -1;
    }

    /** The offset behind the opening {@code $tag$} of a dollar quote, or -1 if none starts here. */
    static int endOfTag(String sql, int dollar) {
        int i = dollar + 1;
        if (i < sql.length() && Chars.isDigit(sql.charAt(i))) {
            return -1;
        }
        while (i < sql.length() && Chars.isTagPart(sql.charAt(i))) {
            i++;
        }
        return Chars.at(sql, i) == '$' ? i + 1 : -1;
    }

    static int endOfDollarString(String sql, int dollar, int endOfTag) {
        String tag = sql.substring(dollar, endOfTag);
        int close = sql.indexOf(tag, endOfTag);
        return close < 0 ? -1 : close + tag.length();
    }
}
