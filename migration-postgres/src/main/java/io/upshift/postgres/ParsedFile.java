package io.upshift.postgres;

import io.upshift.Entry;
import io.upshift.MigrationException;
import io.upshift.postgres.sql.Placeholders;
import io.upshift.postgres.sql.SqlScript;
import io.upshift.postgres.sql.SqlScriptException;
import io.upshift.postgres.sql.SqlStatement;
import io.upshift.postgres.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A file that was read and found fit.
 *
 * @param checksum of its statements, directives and the values that were put in
 * @param text all of it as it is sent, with its comments where it has no placeholders
 */
record ParsedFile(String path, Directives directives, List<FileStatement> statements, String checksum, String text) {
    /** The version of the way in which a file's checksum is made. */
    private static final String ALGORITHM = "1:";

    static ParsedFile up(SqlFile file, Placeholders placeholders) {
        return of(file, Directives::of, placeholders);
    }

    /** A down, or what runs behind it. */
    static ParsedFile wayBack(SqlFile file, Placeholders placeholders) {
        return of(file, Directives::ofWayBack, placeholders);
    }

    private static ParsedFile of(SqlFile file, Function<SqlScript, Directives> reader, Placeholders placeholders) {
        String text = file.text();
        if (text.isBlank()) {
            throw MigrationException.refused(
                    "The file " + file.path() + " is empty",
                    "it may have been cut off",
                    "write its statements, or a comment that says why there is nothing to do");
        }
        try {
            SqlScript script = SqlScript.parse(file.path(), text);
            return of(script, reader.apply(script), text, placeholders);
        } catch (SqlScriptException e) {
            throw MigrationException.refused(
                    "A SQL file can't be read", String.valueOf(e.getMessage()), "correct the file");
        }
    }

    private static ParsedFile of(SqlScript script, Directives directives, String text, Placeholders placeholders) {
        List<FileStatement> statements = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>();
        for (SqlStatement written : script.statements()) {
            for (FileStatement statement :
                    FileStatement.of(script.name(), directives.limits(), written, placeholders)) {
                refuseControl(statement);
                statements.add(statement);
                names.addAll(statement.replaced().names());
            }
        }
        StringBuilder content = new StringBuilder(script.normalised());
        names.forEach(name -> content.append("${")
                .append(name)
                .append("} = ")
                .append(placeholders.values().get(name))
                .append('\n'));
        return new ParsedFile(
                script.name(),
                directives,
                List.copyOf(statements),
                ALGORITHM + Entry.sha256(content.toString()),
                names.isEmpty() ? text : directives.limits().directives() + sent(statements));
    }

    /** Its statements as they are sent, to be put behind others. */
    String sent() {
        return sent(statements);
    }

    private static String sent(List<FileStatement> statements) {
        StringBuilder text = new StringBuilder();
        for (FileStatement statement : statements) {
            text.append(statement.sent().text()).append(";\n");
            if (statement.sent().copyData() != null) {
                text.append(statement.sent().copyData()).append("\\.\n");
            }
        }
        return text.toString();
    }

    private static void refuseControl(FileStatement statement) {
        StatementKind kind = statement.sent().kind();
        if (kind == StatementKind.TRANSACTION_CONTROL || kind == StatementKind.SESSION_ESCAPE) {
            throw refused(
                    statement,
                    "it begins or ends a transaction or gives up the session's state, which is the run's to do",
                    "take the statement out");
        }
    }

    void refuseNonTransactional() {
        for (FileStatement statement : statements) {
            if (statement.sent().kind() == StatementKind.NON_TRANSACTIONAL) {
                throw refused(
                        statement,
                        "PostgreSQL refuses it inside a transaction",
                        "write -- upshift: no-transaction at the top of the file");
            }
        }
    }

    private static MigrationException refused(FileStatement statement, String why, String next) {
        return MigrationException.refused(
                "A statement can't run as part of the file's transaction · " + statement.place(), why, next);
    }
}
