package io.upshift.postgres;

import io.upshift.Action;
import io.upshift.Operation;
import io.upshift.Step;
import io.upshift.postgres.sql.SqlScriptException;
import io.upshift.postgres.sql.SqlStatement;
import io.upshift.postgres.sql.StatementKind;
import io.upshift.postgres.sql.TableStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes statements of files, with their place for errors. */
final class SqlSteps {
    private static final int SHOWN = 60;

    private SqlSteps() {}

    /** Inside a transaction; statements under the same time limits follow each other. */
    static void run(PostgresSession session, List<FileStatement> statements) throws Exception {
        // Behind another statement it would wait long under that one's lock.
        TimeLimits usual = statements.stream().allMatch(SqlSteps::validates)
                ? session.watched().budgets().ofValidate()
                : TimeLimits.NONE;
        int from = 0;
        while (from < statements.size()) {
            TimeLimits limits = statements.get(from).limits();
            int to = from + 1;
            while (to < statements.size() && statements.get(to).limits().equals(limits)) {
                to++;
            }
            List<FileStatement> same = statements.subList(from, to);
            limits.orElse(usual).around(session, true, limited -> {
                for (FileStatement statement : same) {
                    placed(statement, () -> limited.run(statement.file(), statement.sent()));
                }
            });
            from = to;
        }
    }

    /** Statement i of the up goes with the statement that is as far from the end of the way back. */
    static List<Step<PostgresSession>> steps(List<FileStatement> up, @Nullable List<FileStatement> back) {
        List<FileStatement> backward = back == null ? List.of() : back;
        int count = Math.max(up.size(), backward.size());
        List<Step<PostgresSession>> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FileStatement forward = i < up.size() ? up.get(i) : null;
            int mirrored = count - 1 - i;
            FileStatement backwards = mirrored < backward.size() ? backward.get(mirrored) : null;
            boolean mixed = forward != null && backwards != null && isOnline(forward) != isOnline(backwards);
            if (mixed) {
                // What can be in a transaction is in one, so that it is never done and unrecorded.
                steps.add(step(forward, null, true));
                steps.add(step(null, backwards, true));
            } else {
                steps.add(step(forward, backwards, back != null));
            }
        }
        return steps;
    }

    /** One statement each way; transactional as soon as both of them can be. */
    static Step<PostgresSession> step(
            String origin, @Nullable SqlStatement forward, @Nullable SqlStatement backward, boolean isReversible) {
        return step(inCode(origin, forward), inCode(origin, backward), isReversible);
    }

    /**
     * The way back as the history keeps it, in one step.
     *
     * <p>Outside a transaction if one of its statements needs that: cut off in the middle, it starts over.
     */
    static Step<PostgresSession> stored(String origin, String script) {
        List<FileStatement> statements;
        try {
            statements = FileStatement.script(origin, script);
        } catch (SqlScriptException e) {
            return Step.transactional(origin, session -> {}, session -> session.sql(script));
        }
        return statements.stream().anyMatch(SqlSteps::isOnline)
                ? Step.online(origin, new Nothing(), new Sequence(statements))
                : Step.transactional(origin, session -> {}, session -> run(session, statements));
    }

    private static @Nullable FileStatement inCode(String origin, @Nullable SqlStatement statement) {
        return statement == null ? null : FileStatement.verbatim(origin, TimeLimits.NONE, statement);
    }

    private static Step<PostgresSession> step(
            @Nullable FileStatement forward, @Nullable FileStatement backward, boolean isReversible) {
        String name = forward == null ? "nothing" : shortened(forward.written().firstLine());
        if (isOnline(forward) || isOnline(backward)) {
            return Step.online(name, operation(forward), isReversible ? operation(backward) : null);
        }
        return Step.transactional(name, action(forward), isReversible ? action(backward) : null);
    }

    private static boolean validates(FileStatement statement) {
        return TableStatement.of(statement.sent().text())
                .filter(table -> table.action() == TableStatement.Action.VALIDATE)
                .isPresent();
    }

    private static boolean isOnline(@Nullable FileStatement statement) {
        return statement != null && statement.sent().kind() == StatementKind.NON_TRANSACTIONAL;
    }

    private static Action<PostgresSession> action(@Nullable FileStatement statement) {
        return session -> run(session, statement == null ? List.of() : List.of(statement));
    }

    private static Operation<PostgresSession> operation(@Nullable FileStatement statement) {
        if (statement == null) {
            return new Nothing();
        }
        return new Placed(
                statement,
                isOnline(statement)
                        ? OnlineStatement.of(statement.file(), statement.sent())
                        : new OnlineStatement.Repeated(statement.file(), statement.sent()));
    }

    /** Tells an error of the server with its place in the file. */
    private static void placed(FileStatement statement, Execution execution) throws Exception {
        try {
            execution.run();
        } catch (SQLException e) {
            throw new PlacedError(e, statement.place(SqlErrors.position(e)));
        }
    }

    private static String shortened(String line) {
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private interface Execution {
        void run() throws Exception;
    }

    /** An operation under its file's time limits; the run's own come back after every online step. */
    private record Placed(FileStatement statement, Operation<PostgresSession> operation)
            implements Operation<PostgresSession> {
        @Override
        public void run(PostgresSession session) throws Exception {
            placed(statement, () -> statement.limits().around(session, false, operation::run));
        }

        @Override
        public boolean isDone(PostgresSession session) throws Exception {
            return operation.isDone(session);
        }
    }

    private static final class Sequence implements Operation<PostgresSession> {
        private final List<FileStatement> statements;
        private boolean ran;

        Sequence(List<FileStatement> statements) {
            this.statements = statements;
        }

        @Override
        public void run(PostgresSession session) throws Exception {
            for (FileStatement statement : statements) {
                operation(statement).run(session);
            }
            ran = true;
        }

        @Override
        public boolean isDone(PostgresSession session) {
            return ran;
        }
    }

    private record Nothing() implements Operation<PostgresSession> {
        @Override
        public void run(PostgresSession session) {}

        @Override
        public boolean isDone(PostgresSession session) {
            return true;
        }
    }
}
