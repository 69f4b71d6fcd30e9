package io.upshift.postgres.sql;

/** Finds the line and column of an offset; cheap as long as the offsets grow. */
final class Lines {

    private final String text;
    private int line = 1;
    private int lineStart;
    private int reached;

    Lines(String text) {
        this.text = text;
    }

    /** Both from 1; the column counts characters, not UTF-16 units. */
    record Place(int line, int column) {}

    Place at(int offset) {
        if (offset < reached) {
            line = 1;
            lineStart = 0;
            reached = 0;
        }
        for (; reached < offset; reached++) {
            if (endsLine(reached)) {
                line++;
                lineStart = reached + 1;
            }
        }
        return new Place(line, text.codePointCount(lineStart, offset) + 1);
    }

    private boolean endsLine(int i) {
        char c = text.charAt(i);
        // A carriage return alone ends a line too: PostgreSQL ends a comment there.
        return c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
    }
}
