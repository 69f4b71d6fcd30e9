package io.upshift.postgres;

import io.upshift.Change;
import io.upshift.Declared;
import io.upshift.Entry;
import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.OnlineMigration;
import io.upshift.Step;
import io.upshift.postgres.sql.SqlScript;
import io.upshift.postgres.sql.SqlScriptException;
import io.upshift.postgres.sql.SqlStatement;
import io.upshift.postgres.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes migrations of files. */
final class SqlMigrations {
    /** The version of the way in which a file's checksum is made. */
    private static final String ALGORITHM = "1:";

    private SqlMigrations() {}

    static Declared<PostgresSession> declared(SqlFilePair files) {
        SqlScript up = parse(files.up());
        SqlScript down = files.down() == null ? null : parse(files.down());
        SqlScript fix = files.fix() == null ? null : parse(files.fix());
        Directives directives = Directives.of(up);
        List<SqlStatement> back = back(down, fix);
        refuseControl(up);
        if (down != null) {
            refuseControl(down);
        }
        boolean online = directives.isNonTransactional()
                || (down != null && Directives.of(down).isNonTransactional());
        if (!online) {
            refuseNonTransactional(up);
            if (down != null) {
                refuseNonTransactional(down);
            }
        }
        Change<PostgresSession> change = online
                ? new Online(files.id(), directives.metadata(), steps(up, back))
                : transactional(files.id(), directives.metadata(), up, back);
        return new Declared<>(
                change,
                files.id(),
                files.up().path(),
                ALGORITHM + Entry.sha256(up.normalised()),
                up.statements().stream().map(SqlStatement::text).toList(),
                files.down() == null ? null : script(files.down(), files.fix()));
    }

    private static Change<PostgresSession> transactional(
            MigrationId id, Metadata metadata, SqlScript up, @Nullable List<SqlStatement> back) {
        return back == null
                ? new OneWay(id, metadata, up.name(), up.statements())
                : new BothWays(id, metadata, up.name(), up.statements(), back);
    }

    private static @Nullable List<SqlStatement> back(@Nullable SqlScript down, @Nullable SqlScript fix) {
        if (down == null) {
            return null;
        }
        List<SqlStatement> back = new ArrayList<>(down.statements());
        if (fix != null) {
            back.addAll(fix.statements());
        }
        return back;
    }

    /** Step i brings the up's i-th statement and takes back with the statement as far from the down's end. */
    private static List<Step<PostgresSession>> steps(SqlScript up, @Nullable List<SqlStatement> back) {
        int count = Math.max(up.statements().size(), back == null ? 0 : back.size());
        List<Step<PostgresSession>> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SqlStatement forward = i < up.statements().size() ? up.statements().get(i) : null;
            int mirrored = count - 1 - i;
            SqlStatement backward = back != null && mirrored < back.size() ? back.get(mirrored) : null;
            steps.add(SqlSteps.step(up.name(), forward, backward, back != null));
        }
        return steps;
    }

    private static void refuseControl(SqlScript script) {
        for (SqlStatement statement : script.statements()) {
            boolean control = statement.kind() == StatementKind.TRANSACTION_CONTROL
                    || statement.kind() == StatementKind.SESSION_ESCAPE;
            if (control) {
                throw refused(
                        script,
                        statement,
                        "it begins or ends a transaction or gives up the session's state,"
                                + " which is the run's to do",
                        "take the statement out");
            }
        }
    }

    private static void refuseNonTransactional(SqlScript script) {
        for (SqlStatement statement : script.statements()) {
            if (statement.kind() == StatementKind.NON_TRANSACTIONAL) {
                throw refused(
                        script,
                        statement,
                        "PostgreSQL refuses it inside a transaction",
                        "write -- upshift: no-transaction at the top of the file");
            }
        }
    }

    private static MigrationException refused(SqlScript script, SqlStatement statement, String why, String next) {
        return MigrationException.refused(
                "A statement can't run as part of the file's transaction · " + script.name() + ":" + statement.line()
                        + ":" + statement.column() + " · " + statement.firstLine(),
                why,
                next);
    }

    private static SqlScript parse(SqlFile file) {
        try {
            return SqlScript.parse(file.path(), file.text());
        } catch (SqlScriptException e) {
            throw MigrationException.refused(
                    "A SQL file can't be read", String.valueOf(e.getMessage()), "correct the file");
        }
    }

    private static String script(SqlFile down, @Nullable SqlFile fix) {
        return fix == null ? down.text() : down.text() + "\n;\n" + fix.text();
    }

    private record OneWay(MigrationId id, Metadata metadata, String file, List<SqlStatement> forward)
            implements Migration<PostgresSession> {
        @Override
        public void up(PostgresSession session) throws Exception {
            SqlSteps.run(session, file, forward);
        }
    }

    private record BothWays(
            MigrationId id, Metadata metadata, String file, List<SqlStatement> forward, List<SqlStatement> back)
            implements Migration<PostgresSession> {
        @Override
        public void up(PostgresSession session) throws Exception {
            SqlSteps.run(session, file, forward);
        }

        @Override
        public void down(PostgresSession session) throws Exception {
            SqlSteps.run(session, "the down of " + file, back);
        }
    }

    private record Online(MigrationId id, Metadata metadata, List<Step<PostgresSession>> steps)
            implements OnlineMigration<PostgresSession> {}
}
