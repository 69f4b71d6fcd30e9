package io.upshift.postgres.sql;

import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of a text from left to right, as PostgreSQL's own lexer cuts them; blanks and comments are skipped.
 *
 * <p>Allocates nothing per token, looks at each character a bounded number of times and never throws: what does not end
 * is a token {@link Token#UNTERMINATED}.
 */
final class Lexer {

    private final String sql;
    private final int limit;
    private final @Nullable DirectiveLines directives;
    private Token token = Token.END;
    private int start;
    private int end;

    /** Over a part of a text that starts and ends where tokens do. */
    Lexer(String sql, int from, int limit, @Nullable DirectiveLines directives) {
        this.sql = sql;
        this.limit = limit;
        this.directives = directives;
        this.end = from;
    }

    Token next() {
        start = skipBlanks(end);
        token = start < limit ? read(sql.charAt(start)) : end(limit, Token.END);
        return token;
    }

    Token token() {
        return token;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Goes on from another offset. */
    void moveTo(int offset) {
        end = offset;
    }

    /** Whether the token is this keyword, given in lower case. */
    boolean is(String keyword) {
        return token == Token.WORD && Chars.matches(sql, start, end, keyword);
    }

    /** Whether the token is this one character. */
    boolean is(char sign) {
        return token == Token.SIGN && end == start + 1 && sql.charAt(start) == sign;
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < limit) {
            if (Chars.isSpace(sql.charAt(i))) {
                i++;
            } else if (Comments.startsLine(sql, i)) {
                i = lineComment(i);
            } else if (Comments.startsBlock(sql, i)) {
                int behind = Comments.endOfBlock(sql, i);
                if (behind < 0) {
                    return i;
                }
                i = behind;
            } else {
                return i;
            }
        }
        return i;
    }

    private int lineComment(int from) {
        int behind = Comments.endOfLine(sql, from);
        if (directives != null) {
            directives.offer(sql, from, behind);
        }
        return behind;
    }

    private Token read(char first) {
        if (Chars.isWordStart(first)) {
            return wordOrPrefix(first);
        }
        if (Chars.isDigit(first) || (first == '.' && Chars.isDigit(Chars.at(sql, start + 1)))) {
            return end(Symbols.endOfNumber(sql, start), Token.NUMBER);
        }
        return switch (first) {
            case '(' -> end(start + 1, Token.OPEN_PARENTHESIS);
            case ')' -> end(start + 1, Token.CLOSE_PARENTHESIS);
            case ';' -> end(start + 1, Token.SEMICOLON);
            case '\\' -> end(start + 1, Token.BACKSLASH);
            case '\'' -> quoted(Quotes.endOfString(sql, start, false), Token.STRING);
            case '"' -> quoted(Quotes.endOfDoubled(sql, start, '"'), Token.QUOTED_NAME);
            case '$' -> dollar();
            default -> symbol(first);
        };
    }

    private Token wordOrPrefix(char first) {
        char second = Chars.at(sql, start + 1);
        char letter = Chars.fold(first);
        if (second == '\'' && (letter == 'e' || letter == 'b' || letter == 'x' || letter == 'n')) {
            return quoted(Quotes.endOfString(sql, start + 1, letter == 'e'), Token.STRING);
        }
        if (second == '&' && letter == 'u') {
            char third = Chars.at(sql, start + 2);
            if (third == '\'') {
                return quoted(Quotes.endOfString(sql, start + 2, false), Token.STRING);
            }
            if (third == '"') {
                return quoted(Quotes.endOfDoubled(sql, start + 2, '"'), Token.QUOTED_NAME);
            }
        }
        return end(Symbols.endOfWord(sql, start), Token.WORD);
    }

    private Token dollar() {
        int endOfTag = Quotes.endOfTag(sql, start);
        if (endOfTag >= 0) {
            return quoted(Quotes.endOfDollarString(sql, start, endOfTag), Token.DOLLAR_STRING);
        }
        boolean parameter = Chars.isDigit(Chars.at(sql, start + 1));
        return parameter ? end(Symbols.endOfParameter(sql, start), Token.NUMBER) : end(start + 1, Token.SIGN);
    }

    private Token symbol(char first) {
        if (!Chars.isOperator(first)) {
            return end(Symbols.endOfSign(sql, start), Token.SIGN);
        }
        // Blanks stop before a comment only if it never ends.
        return Comments.startsBlock(sql, start)
                ? end(limit, Token.UNTERMINATED)
                : end(Symbols.endOfOperator(sql, start), Token.OPERATOR);
    }

    private Token quoted(int behind, Token kind) {
        return behind < 0 ? end(limit, Token.UNTERMINATED) : end(behind, kind);
    }

    private Token end(int behind, Token kind) {
        end = behind;
        return kind;
    }
}
