package io.upshift.postgres.sql;

/** Character classes as PostgreSQL's lexer defines them, in ASCII; everything beyond is a letter. */
final class Chars {

    private static final int SPACE = 1;
    private static final int LETTER = 2;
    private static final int DIGIT = 4;
    private static final int DOLLAR = 8;
    private static final int OPERATOR = 16;
    private static final byte[] CLASSES = new byte[128];

    static {
        mark(" \t\n\r\f\u000b", SPACE);
        mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", LETTER);
        mark("0123456789", DIGIT);
        mark("$", DOLLAR);
        mark("~!@#^&|`?+-*/%<>=", OPERATOR);
    }

    private Chars() {}

    private static void mark(String members, int type) {
        for (int i = 0; i < members.length(); i++) {
            CLASSES[members.charAt(i)] = (byte) type;
        }
    }

    static boolean isSpace(char c) {
        return c < 128 && CLASSES[c] == SPACE;
    }

    static boolean isWordStart(char c) {
        return c >= 128 || CLASSES[c] == LETTER;
    }

    static boolean isWordPart(char c) {
        return c >= 128 || (CLASSES[c] & (LETTER | DIGIT | DOLLAR)) != 0;
    }

    static boolean isTagPart(char c) {
        return c >= 128 || (CLASSES[c] & (LETTER | DIGIT)) != 0;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isOperator(char c) {
        return c < 128 && CLASSES[c] == OPERATOR;
    }

    /** The character at {@code i}, or a NUL behind the end. */
    static char at(String text, int i) {
        return i < text.length() ? text.charAt(i) : 0;
    }

    /** Lower case as PostgreSQL folds identifiers in UTF-8: only ASCII. */
    static char fold(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    /** Whether the text from {@code start} to {@code end} is this keyword, given in lower case. */
    static boolean matches(String text, int start, int end, String keyword) {
        if (end - start != keyword.length()) {
            return false;
        }
        for (int i = 0; i < keyword.length(); i++) {
            if (fold(text.charAt(start + i)) != keyword.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
