package io.upshift.postgres;

import io.upshift.Action;
import io.upshift.Operation;
import io.upshift.Step;
import io.upshift.postgres.sql.SqlStatement;
import io.upshift.postgres.sql.StatementKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes statements of files, with their place for errors. */
final class SqlSteps {
    private static final int SHOWN = 60;

    private SqlSteps() {}

    static void run(PostgresSession session, String file, List<SqlStatement> statements) throws Exception {
        for (SqlStatement statement : statements) {
            session.run(file, statement);
        }
    }

    /** One statement each way; transactional as soon as both of them can be. */
    static Step<PostgresSession> step(
            String file, @Nullable SqlStatement forward, @Nullable SqlStatement backward, boolean isReversible) {
        String name = forward == null ? "nothing" : shortened(forward.firstLine());
        if (isOnline(forward) || isOnline(backward)) {
            return Step.online(name, operation(file, forward), isReversible ? operation(file, backward) : null);
        }
        return Step.transactional(name, action(file, forward), isReversible ? action(file, backward) : null);
    }

    private static boolean isOnline(@Nullable SqlStatement statement) {
        return statement != null && statement.kind() == StatementKind.NON_TRANSACTIONAL;
    }

    private static Action<PostgresSession> action(String file, @Nullable SqlStatement statement) {
        return session -> {
            if (statement != null) {
                session.run(file, statement);
            }
        };
    }

    private static Operation<PostgresSession> operation(String file, @Nullable SqlStatement statement) {
        if (statement == null) {
            return new Nothing();
        }
        return isOnline(statement)
                ? OnlineStatement.of(file, statement)
                : new OnlineStatement.Repeated(file, statement);
    }

    private static String shortened(String line) {
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
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
