package io.upshift.postgres.sql;

/** The kinds of token that splitting a script needs to tell apart. */
enum Token {
    /** A keyword or an identifier without quotes. */
    WORD,
    /** {@code "…"} or {@code U&"…"}. */
    QUOTED_NAME,
    /** {@code '…'} with any prefix, and its continuations on further lines. */
    STRING,
    /** {@code $tag$…$tag$}. */
    DOLLAR_STRING,
    /** A number or a parameter such as {@code $1}. */
    NUMBER,
    /** A run of operator characters. */
    OPERATOR,
    /** {@code , . [ ] : :: := ..} and any character that PostgreSQL has no use for. */
    SIGN,
    OPEN_PARENTHESIS,
    CLOSE_PARENTHESIS,
    SEMICOLON,
    BACKSLASH,
    /** A quote or comment that runs to the end of the text. */
    UNTERMINATED,
    END
}
