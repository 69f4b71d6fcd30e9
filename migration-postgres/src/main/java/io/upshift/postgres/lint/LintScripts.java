package io.upshift.postgres.lint;

import io.upshift.postgres.lint.LintUnit.Located;
import io.upshift.postgres.sql.SqlScript;
import io.upshift.postgres.sql.SqlScriptException;
import io.upshift.postgres.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes SQL apart into statements that rules can look at. */
final class LintScripts {
    private static final Pattern PLACE = Pattern.compile("^(.*?):(\\d+):(\\d+)$");
    private static final Pattern SAID = Pattern.compile(":(\\d+):(\\d+) · ");

    private LintScripts() {}

    /** All of a script, at its own lines. */
    static List<Located> of(String file, SqlScript script) {
        List<Located> located = new ArrayList<>();
        for (SqlStatement statement : script.statements()) {
            located.add(located(file, statement.line(), statement.column(), statement));
        }
        return located;
    }

    /**
     * One text that a migration executes, which may hold several statements.
     *
     * @param place {@code file:line:column} of its start, or the file or class alone
     */
    static List<Located> of(String text, String place) {
        Matcher matcher = PLACE.matcher(place);
        boolean placed = matcher.matches();
        String file = placed ? matcher.group(1) : place;
        int line = placed ? Integer.parseInt(matcher.group(2)) : 0;
        int column = placed ? Integer.parseInt(matcher.group(3)) : 0;
        try {
            return SqlScript.parse(file, text).statements().stream()
                    .map(statement -> located(file, line, column, statement))
                    .toList();
        } catch (SqlScriptException e) {
            return List.of(unreadable(file, line, column, e));
        }
    }

    /** A script that can't be taken apart, at the line that its error names. */
    static Located unreadable(String file, SqlScriptException e) {
        Matcher said = SAID.matcher(String.valueOf(e.getMessage()));
        boolean found = said.find();
        return unreadable(
                file, found ? Integer.parseInt(said.group(1)) : 1, found ? Integer.parseInt(said.group(2)) : 1, e);
    }

    private static Located unreadable(String file, int line, int column, SqlScriptException e) {
        Statement statement = new Statement.Unreadable(String.valueOf(e.getMessage()));
        return new Located(statement, "", file, line, column, List.of());
    }

    private static Located located(String file, int line, int column, SqlStatement statement) {
        Statement read = Grammar.read(statement.text());
        return new Located(read, statement.text(), file, line, column, statement.waivers());
    }
}
