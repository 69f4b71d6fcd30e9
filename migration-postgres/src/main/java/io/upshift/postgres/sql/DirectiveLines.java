package io.upshift.postgres.sql;

import java.util.ArrayList;
import java.util.List;

/** Collects the line comments of a script that say {@code -- upshift: …}. */
final class DirectiveLines {

    private static final String MARK = "upshift";

    private final List<Line> lines = new ArrayList<>();

    /** One such comment: where it starts, and where what follows the colon starts and ends. */
    record Line(int offset, int from, int to) {}

    List<Line> lines() {
        return lines;
    }

    /** Keeps the comment if it is a directive; spaces and case around the mark don't matter. */
    void offer(String sql, int offset, int end) {
        int mark = skipSpaces(sql, offset + 2, end);
        int markEnd = mark + MARK.length();
        if (markEnd >= end || !Chars.matches(sql, mark, markEnd, MARK)) {
            return;
        }
        int colon = skipSpaces(sql, markEnd, end);
        if (colon < end && sql.charAt(colon) == ':') {
            lines.add(new Line(offset, colon + 1, end));
        }
    }

    private static int skipSpaces(String sql, int from, int end) {
        int i = from;
        while (i < end && Chars.isSpace(sql.charAt(i))) {
            i++;
        }
        return i;
    }
}
