package io.upshift.postgres;

import io.upshift.postgres.sql.Placeholders;
import io.upshift.postgres.sql.Replaced;
import io.upshift.postgres.sql.SqlScript;
import io.upshift.postgres.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement of a file, as it is written and as it is sent.
 *
 * @param sent with its placeholders replaced; carries the place of the written one
 * @param replaced everything that the written statement became, of which {@code sent} is one statement
 * @param from where in that text {@code sent} starts
 */
record FileStatement(
        String file, TimeLimits limits, SqlStatement written, SqlStatement sent, Replaced replaced, int from) {
    private static final int SHOWN = 120;

    static FileStatement verbatim(String file, TimeLimits limits, SqlStatement statement) {
        return new FileStatement(file, limits, statement, statement, Replaced.verbatim(statement.text()), 0);
    }

    /** The statements of a script that is no file any more. */
    static List<FileStatement> script(String name, String text) {
        SqlScript script = SqlScript.parse(name, text);
        TimeLimits limits = Directives.of(script).limits();
        return script.statements().stream()
                .map(statement -> verbatim(name, limits, statement))
                .toList();
    }

    /** What a written statement becomes; a value may hold several statements. */
    static List<FileStatement> of(String file, TimeLimits limits, SqlStatement written, Placeholders placeholders) {
        Replaced replaced = placeholders.in(file, written);
        if (replaced.names().isEmpty()) {
            return List.of(verbatim(file, limits, written));
        }
        if (written.copyData() != null) {
            SqlStatement copy = moved(written, replaced.text(), written);
            return List.of(new FileStatement(file, limits, written, copy, replaced, 0));
        }
        String name = file + ":" + written.place(0) + " with its placeholders replaced";
        List<FileStatement> statements = new ArrayList<>();
        int from = 0;
        for (SqlStatement parsed : SqlScript.parse(name, replaced.text()).statements()) {
            from = replaced.text().indexOf(parsed.text(), from);
            SqlStatement sent = moved(parsed, parsed.text(), written);
            statements.add(new FileStatement(file, limits, written, sent, replaced, from));
            from += parsed.text().length();
        }
        return statements;
    }

    private static SqlStatement moved(SqlStatement statement, String text, SqlStatement to) {
        return new SqlStatement(text, to.line(), to.column(), statement.copyData(), statement.kind(), to.waivers());
    }

    /** Its first line as it is written, so that no value shows. */
    String label() {
        String line = written.firstLine();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    /** Where it starts, and how. */
    String place() {
        return place(0);
    }

    /**
     * File, line, column and first line.
     *
     * @param position what the server says, from 1, in characters of what was sent; 0 when it says nothing
     */
    String place(int position) {
        String text = sent.text();
        boolean known = position > 0 && position <= text.codePointCount(0, text.length());
        int offset = known ? text.offsetByCodePoints(0, position - 1) : 0;
        return file + ":" + written.place(replaced.origin(from + offset)) + " · " + label();
    }
}
