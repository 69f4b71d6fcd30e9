package io.upshift.postgres.sql;

/** Tells the kind of a statement from its tokens. */
final class Kinds {

    private static final String UNLOCK = "pg_advisory_unlock";

    private Kinds() {}

    static StatementKind of(String sql, int start, int end, boolean unlocks) {
        Lexer lexer = new Lexer(sql, start, end, null);
        lexer.next();
        if (controlsTransaction(lexer)) {
            return StatementKind.TRANSACTION_CONTROL;
        }
        if (unlocks || lexer.is("discard")) {
            return StatementKind.SESSION_ESCAPE;
        }
        if (lexer.is("copy")) {
            return CopyData.readsFromStdin(lexer) ? StatementKind.COPY_FROM_STDIN : StatementKind.TRANSACTIONAL;
        }
        return NonTransactional.matches(sql, lexer) ? StatementKind.NON_TRANSACTIONAL : StatementKind.TRANSACTIONAL;
    }

    /** Whether the token is the name of one of the functions that give up advisory locks. */
    static boolean isAdvisoryUnlock(Lexer lexer) {
        return lexer.end() - lexer.start() >= UNLOCK.length()
                && (lexer.is(UNLOCK) || lexer.is(UNLOCK + "_all") || lexer.is(UNLOCK + "_shared"));
    }

    /** Moves the lexer on only if the first word leaves it open. */
    private static boolean controlsTransaction(Lexer lexer) {
        if (lexer.is("begin") || lexer.is("commit") || lexer.is("end") || lexer.is("abort")) {
            return true;
        }
        if (lexer.is("start")) {
            return isNext(lexer, "transaction");
        }
        if (lexer.is("rollback")) {
            return !toSavepoint(lexer);
        }
        // PREPARE of a statement may be named transaction as well; only the transaction takes a string.
        return lexer.is("prepare") && isNext(lexer, "transaction") && lexer.next() == Token.STRING;
    }

    private static boolean toSavepoint(Lexer lexer) {
        lexer.next();
        if (lexer.is("work") || lexer.is("transaction")) {
            lexer.next();
        }
        return lexer.is("to");
    }

    private static boolean isNext(Lexer lexer, String keyword) {
        lexer.next();
        return lexer.is(keyword);
    }
}
