package io.upshift.postgres.sql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement, with where it starts.
 *
 * @param text the statement as it was written, from its first token to its last, without the semicolon
 * @param line the line of its first token, from 1
 * @param column the column of its first token, from 1, in characters
 * @param copyData the lines after {@code COPY … FROM STDIN} as they were written, without the terminator; otherwise
 *     null
 * @param kind what it means for a transaction
 * @param waivers the findings that its author allows
 */
public record SqlStatement(
        String text, int line, int column, @Nullable String copyData, StatementKind kind, List<Waiver> waivers) {

    /** One without waivers. */
    public SqlStatement(String text, int line, int column, @Nullable String copyData, StatementKind kind) {
        this(text, line, column, copyData, kind, List.of());
    }

    /** The text, and behind it the waivers as comments: what a plan shows and a check reads. */
    public String annotated() {
        StringBuilder annotated = new StringBuilder(text);
        waivers.forEach(waiver -> annotated.append('\n').append(waiver.comment()));
        return annotated.toString();
    }

    SqlStatement with(List<Waiver> allowed) {
        return new SqlStatement(text, line, column, copyData, kind, allowed);
    }

    /** The first line of the text; it may hold literals, so it is no label for a log. */
    public String firstLine() {
        return text.lines().findFirst().orElse("").stripTrailing();
    }

    /** Where in its script a character stands, as {@code line:column}. */
    public String place(int offset) {
        Lines.Place place = placeOf(offset);
        return place.line() + ":" + place.column();
    }

    Lines.Place placeOf(int offset) {
        Lines.Place within = new Lines(text).at(offset);
        return within.line() == 1
                ? new Lines.Place(line, column + within.column() - 1)
                : new Lines.Place(line + within.line() - 1, within.column());
    }

    /**
     * The first statement of {@code sql} that does not fit a transaction of the runner, if there is one.
     *
     * <p>Meant for SQL that a program is about to execute: cheap, and it never throws. Malformed SQL is left for
     * PostgreSQL to report, and rows are not expected behind a {@code COPY}.
     */
    public static Optional<SqlStatement> firstUnfit(String sql) {
        Splitter splitter = Splitter.ofStatements(sql);
        while (splitter.next()) {
            if (!splitter.kind().fitsTransaction()) {
                return Optional.of(splitter.statement(new Lines(sql)));
            }
        }
        return Optional.empty();
    }

    /** The kind and place only, so that neither literals nor rows reach a message. */
    @Override
    public String toString() {
        return kind + " at " + line + ":" + column;
    }
}
