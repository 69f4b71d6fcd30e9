package io.upshift.postgres.sql;

import java.util.List;

/** Something that makes a script unreadable, and where. */
record Flaw(int offset, String what, String why, String next) {

    static Flaw unterminated(String sql, int offset) {
        char first = sql.charAt(offset);
        if (first == '/') {
            return endless(offset, "comment", "*/ (comments nest)");
        }
        if (first == '$') {
            String tag = sql.substring(offset, sql.indexOf('$', offset + 1) + 1);
            return endless(offset, "dollar quote " + tag, tag);
        }
        boolean name = first == '"' || sql.startsWith("&\"", offset + 1);
        return name ? endless(offset, "quoted identifier", "\"") : endless(offset, "string", "'");
    }

    private static Flaw endless(int offset, String what, String close) {
        return new Flaw(
                offset,
                "Unterminated " + what,
                "it starts here and nothing up to the end of the script closes it",
                "close it with " + close);
    }

    static Flaw openParenthesis(int offset) {
        return new Flaw(
                offset,
                "Unbalanced parenthesis",
                "it opens here and is still open at the end of the script, so no semicolon after it ends the statement",
                "close it with )");
    }

    static Flaw openBody(int offset) {
        return new Flaw(
                offset,
                "Unfinished routine body",
                "BEGIN ATOMIC stands here and no END up to the end of the script closes it",
                "close it with END");
    }

    static Flaw metaCommand(String sql, int offset) {
        if (Chars.at(sql, offset + 1) == '.') {
            return new Flaw(
                    offset,
                    "Unexpected \\.",
                    "it ends the rows of COPY … FROM STDIN, and none are open here",
                    "end the COPY statement with a semicolon, or remove the line");
        }
        int end = offset + 1;
        while (end < sql.length() && Chars.isWordPart(sql.charAt(end))) {
            end++;
        }
        String command = sql.substring(offset, end);
        return new Flaw(
                offset,
                "psql command" + (command.length() > 1 ? " " + command : ""),
                "a migration is sent to PostgreSQL itself, which does not know psql's backslash commands",
                advice(command));
    }

    private static String advice(String command) {
        if (List.of("\\restrict", "\\unrestrict").contains(command)) {
            return "remove it: pg_dump writes it for psql alone";
        }
        if (List.of("\\i", "\\ir", "\\include", "\\include_relative").contains(command)) {
            return "remove it, and put the included SQL here or into a migration of its own";
        }
        if (command.equals("\\copy")) {
            return "write COPY … FROM STDIN; with the rows on the lines below and \\. on the last";
        }
        if (List.of("\\c", "\\connect").contains(command)) {
            return "remove it: a migration runs on the connection of its target";
        }
        return "remove it, or write what it does in plain SQL";
    }

    static Flaw missingCopyEnd(int offset) {
        return new Flaw(
                offset,
                "Unterminated COPY data",
                "no line after COPY … FROM STDIN holds \\. alone",
                "end the statement with a semicolon and the rows with a line \\.");
    }

    static Flaw textBeforeCopyData(int offset) {
        return new Flaw(
                offset,
                "Unexpected text after COPY … FROM STDIN;",
                "the rows start on the next line, and what else stands on this line would be lost",
                "move it behind the line \\.");
    }
}
