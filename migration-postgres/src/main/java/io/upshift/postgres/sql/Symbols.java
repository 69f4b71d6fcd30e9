package io.upshift.postgres.sql;

/** Where numbers and operators end. */
final class Symbols {

    /** PostgreSQL refuses longer operators; the bound keeps a long run of signs linear. */
    private static final int LONGEST_OPERATOR = 63;

    private Symbols() {}

    /**
     * The offset behind an operator: as many operator characters as there are, up to a comment.
     *
     * <p>A trailing {@code +} or {@code -} belongs to it only if one of {@code ~!@#^&|`?%} does, so that {@code a=-1}
     * reads as {@code a = -1}.
     */
    static int endOfOperator(String sql, int from) {
        int limit = Math.min(sql.length(), from + LONGEST_OPERATOR);
        int end = from + 1;
        int endWithoutSign = end;
        boolean special = isSpecial(sql.charAt(from));
        while (end < limit && continuesOperator(sql, end)) {
            char c = sql.charAt(end++);
            special |= isSpecial(c);
            if (c != '+' && c != '-') {
                endWithoutSign = end;
            }
        }
        return special ? end : endWithoutSign;
    }

    private static boolean continuesOperator(String sql, int i) {
        return Chars.isOperator(sql.charAt(i)) && !Comments.startsLine(sql, i) && !Comments.startsBlock(sql, i);
    }

    private static boolean isSpecial(char c) {
        return "~!@#^&|`?%".indexOf(c) >= 0;
    }

    /** The offset behind a number, and behind the letters that PostgreSQL 15 and later call trailing junk. */
    static int endOfNumber(String sql, int from) {
        int i = digits(sql, from);
        // 1..2 is a range, not a number with two points.
        if (Chars.at(sql, i) == '.' && Chars.at(sql, i + 1) != '.') {
            i = digits(sql, i + 1);
        }
        int exponent = i + 1;
        if (Chars.fold(Chars.at(sql, i)) == 'e' && (Chars.at(sql, exponent) == '+' || Chars.at(sql, exponent) == '-')) {
            i = Chars.isDigit(Chars.at(sql, exponent + 1)) ? digits(sql, exponent + 1) : i;
        }
        return behindJunk(sql, i);
    }

    /** The offset behind {@code $1}. */
    static int endOfParameter(String sql, int dollar) {
        return behindJunk(sql, digits(sql, dollar + 1));
    }

    private static int behindJunk(String sql, int i) {
        return i < sql.length() && Chars.isWordStart(sql.charAt(i)) ? endOfWord(sql, i) : i;
    }

    private static int digits(String sql, int from) {
        int i = from;
        while (Chars.isDigit(Chars.at(sql, i)) || (Chars.at(sql, i) == '_' && i > from)) {
            i++;
        }
        return i;
    }

    static int endOfWord(String sql, int from) {
        int i = from + 1;
        while (i < sql.length() && Chars.isWordPart(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The offset behind a sign: {@code ::}, {@code :=} and {@code ..} are one each. */
    static int endOfSign(String sql, int from) {
        char c = sql.charAt(from);
        char second = Chars.at(sql, from + 1);
        boolean pair = (c == ':' && (second == ':' || second == '=')) || (c == '.' && second == '.');
        return pair ? from + 2 : from + 1;
    }
}
