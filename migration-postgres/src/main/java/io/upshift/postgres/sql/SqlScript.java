package io.upshift.postgres.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A migration script taken apart into directives and statements.
 *
 * <p>Reads what {@code psql} would send to the server, cut at the same places: strings, dollar quotes, nested comments,
 * {@code BEGIN ATOMIC} bodies and the rows of {@code COPY … FROM STDIN} are understood, {@code psql}'s own backslash
 * commands are refused. Assumes {@code standard_conforming_strings = on}, the default. Takes time linear in the length
 * of the text. Immutable.
 */
public final class SqlScript {

    private final String name;
    private final List<Directive> directives;
    private final List<SqlStatement> statements;

    private SqlScript(String name, List<Directive> directives, List<SqlStatement> statements) {
        this.name = name;
        this.directives = List.copyOf(directives);
        this.statements = List.copyOf(statements);
    }

    /**
     * Takes a script apart.
     *
     * @param name how messages call it, for instance its file name
     * @throws SqlScriptException if a quote, comment, parenthesis, body or {@code COPY} is never closed, if it holds a
     *     {@code psql} command, or if a directive is unknown, misplaced or malformed
     */
    public static SqlScript parse(String name, String text) {
        String sql = text.startsWith("\uFEFF") ? text.substring(1) : text;
        DirectiveLines lines = new DirectiveLines();
        Splitter splitter = Splitter.ofScript(sql, lines);
        Lines places = new Lines(sql);
        List<SqlStatement> statements = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int firstStatement = sql.length();
        while (splitter.next()) {
            refuse(name, sql, splitter);
            firstStatement = Math.min(firstStatement, splitter.start());
            statements.add(splitter.statement(places));
            ends.add(splitter.end());
        }
        refuse(name, sql, splitter);
        WaiverReader waivers = new WaiverReader(name, sql);
        List<Directive> directives = directives(name, sql, lines, firstStatement, waivers);
        int from = 0;
        for (int i = 0; i < statements.size(); i++) {
            boolean isLast = i == statements.size() - 1;
            statements.set(i, statements.get(i).with(waivers.of(from, ends.get(i), isLast)));
            from = ends.get(i);
        }
        return new SqlScript(name, directives, statements);
    }

    private static void refuse(String name, String sql, Splitter splitter) {
        Flaw flaw = splitter.flaw();
        if (flaw != null) {
            throw new SqlScriptException(name, new Lines(sql).at(flaw.offset()), flaw);
        }
    }

    private static List<Directive> directives(
            String name, String sql, DirectiveLines lines, int firstStatement, WaiverReader waivers) {
        DirectiveReader reader = new DirectiveReader(name, sql, Directive.KEYS);
        for (DirectiveLines.Line line : lines.lines()) {
            if (WaiverReader.isWaiver(sql, line)) {
                waivers.read(line);
                continue;
            }
            if (line.offset() > firstStatement) {
                throw new SqlScriptException(
                        name,
                        new Lines(sql).at(line.offset()),
                        new Flaw(
                                line.offset(),
                                "Misplaced directive",
                                "a directive counts only before the first statement",
                                "move it to the top of the script"));
            }
            reader.read(line);
        }
        return reader.directives();
    }

    public String name() {
        return name;
    }

    /** The directives from top to bottom, each key once. */
    public List<Directive> directives() {
        return directives;
    }

    /** The statements from top to bottom; those that hold nothing but comments are left out. */
    public List<SqlStatement> statements() {
        return statements;
    }

    /**
     * The text to take a checksum of.
     *
     * <p>Equal for two scripts that differ only in blanks, line ends, comments, the case of keywords and unquoted
     * names, or the spelling and order of directives; different for any other change. Tokens stand one space apart,
     * without comments; quoted texts and rows are kept, with line feeds for their line ends.
     */
    public String normalised() {
        return Normaliser.normalise(
                statements,
                directives.stream().sorted(Comparator.comparing(Directive::key)).toList());
    }

    @Override
    public String toString() {
        return name + " (" + statements.size() + " statements)";
    }
}
