package io.upshift.postgres;

import io.upshift.MigrationException;
import io.upshift.StepException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Turns what the driver says into messages that hold no row data and say what to do.
 *
 * <p>A server's detail, hint and context may quote rows and are left out; so are the values that data errors (class 22)
 * quote in their message. See the <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">error
 * codes</a>.
 */
final class SqlErrors {
    private static final Pattern QUOTED_VALUE = Pattern.compile("[\"\u00ab\u201e\u201c](?s:.*)[\"\u00bb\u201c\u201d]");

    private SqlErrors() {}

    /** The SQL error behind an exception; null when there is none. */
    static @Nullable SQLException find(@Nullable Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
            cause = cause.getCause();
        }
        return null;
    }

    static String state(SQLException error) {
        String state = error.getSQLState();
        return state == null ? "" : state;
    }

    static boolean isMissingTable(SQLException error) {
        return state(error).equals("42P01") || state(error).equals("3F000");
    }

    /** A try that met another session's lock, or lost a deadlock: the same again may succeed. */
    static boolean isContention(SQLException error) {
        return state(error).equals("55P03") || isDeadlock(error);
    }

    static boolean isDeadlock(SQLException error) {
        return state(error).equals("40P01");
    }

    /** The connection is gone: what was under way may or may not have happened. */
    static boolean isConnectionLost(SQLException error) {
        String state = state(error);
        return state.startsWith("08") || state.startsWith("57P0") || state.equals("25P03");
    }

    /** Where in the statement the server found the error, from 1, in characters; 0 when it doesn't say. */
    static int position(SQLException error) {
        ServerErrorMessage server = server(error);
        return server == null ? 0 : server.getPosition();
    }

    /** The column that the server's error is about; empty when it names none. */
    static String column(SQLException error) {
        ServerErrorMessage server = server(error);
        return server == null || server.getColumn() == null ? "" : server.getColumn();
    }

    private static @Nullable ServerErrorMessage server(SQLException error) {
        return error instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }

    /** What a failed statement is told as. */
    static StepException step(SQLException error, String where) {
        StepException told = new StepException(message(error) + (where.isEmpty() ? "" : " · " + where), next(error));
        told.setStackTrace(error.getStackTrace());
        return told;
    }

    /** What a failure outside any migration is told as. */
    static MigrationException run(String what, SQLException error) {
        MigrationException told = MigrationException.failed(what + " · " + message(error), next(error), null);
        told.setStackTrace(error.getStackTrace());
        return told;
    }

    /** The server's words without row data, and the error code. */
    static String message(SQLException error) {
        ServerErrorMessage server = server(error);
        String message = server == null ? String.valueOf(error.getMessage()) : String.valueOf(server.getMessage());
        if (state(error).startsWith("22")) {
            message = QUOTED_VALUE.matcher(message).replaceFirst("\u2026");
        }
        return message.strip() + " (" + state(error) + ")";
    }

    private static String next(SQLException error) {
        String state = state(error);
        return switch (state) {
            case "28P01", "28000" -> "check user and password, and pg_hba.conf";
            case "3D000" -> "create the database, or correct its name in the URL";
            case "42501" -> "grant the privilege to the migrating role, or run as the owner";
            case "25001" ->
                "take the statement out of the transaction: in a SQL file write -- upshift: no-transaction,"
                        + " in Java make it a step of an OnlineMigration";
            case "25006" -> "connect to the primary: this server is read-only";
            case "55P03" -> "find who holds the lock (pg_blocking_pids), or try at a quieter time";
            case "57014" ->
                "see who cancelled it; or make the statement smaller, or raise the statement timeout"
                        + " (in a SQL file: -- upshift: statement-timeout = 2h)";
            case "53100" -> "free space on the server's disk; nothing was changed";
            case "53300" -> "close connections, or raise max_connections";
            default -> byClass(state);
        };
    }

    private static String byClass(String state) {
        if (state.startsWith("08")) {
            return "check that the server runs and can be reached, and run again";
        }
        if (state.startsWith("57P")) {
            return "wait until the server is up, and run again";
        }
        if (state.startsWith("23")) {
            return "find the rows that break the constraint and repair them, then run again; nothing was changed";
        }
        return "correct the statement and run again; the step was rolled back";
    }
}
