package io.upshift.postgres.sql;

/**
 * Follows {@code BEGIN ATOMIC … END} in one {@code CREATE FUNCTION} or {@code CREATE PROCEDURE}; semicolons in between
 * end nothing.
 */
final class RoutineBody {

    private enum Stage {
        HEAD,
        ROUTINE,
        OTHER
    }

    private Stage stage = Stage.HEAD;
    private int depth;
    private int openedAt;
    private int beginAt = -1;
    private boolean label;

    void reset() {
        stage = Stage.HEAD;
        depth = 0;
        beginAt = -1;
        label = false;
    }

    boolean isOpen() {
        return depth > 0;
    }

    /** Where the outermost body that is open begins. */
    int openedAt() {
        return openedAt;
    }

    /** Takes the statement's next token. */
    void take(Lexer lexer) {
        if (stage == Stage.ROUTINE) {
            follow(lexer);
        } else if (stage == Stage.HEAD) {
            readHead(lexer);
        }
    }

    private void readHead(Lexer lexer) {
        if (lexer.is("function") || lexer.is("procedure")) {
            stage = Stage.ROUTINE;
        } else if (!lexer.is("create") && !lexer.is("or") && !lexer.is("replace")) {
            stage = Stage.OTHER;
        }
    }

    private void follow(Lexer lexer) {
        // After a point or AS even a reserved word is only a name: select t.end, 1 as case.
        if (lexer.token() == Token.WORD && !label) {
            word(lexer);
        } else {
            beginAt = -1;
        }
        label = lexer.is('.') || lexer.is("as");
    }

    private void word(Lexer lexer) {
        boolean afterBegin = beginAt >= 0;
        int begin = beginAt;
        beginAt = lexer.is("begin") ? lexer.start() : -1;
        if (afterBegin && lexer.is("atomic")) {
            open(begin);
        } else if (depth > 0 && lexer.is("case")) {
            depth++;
        } else if (depth > 0 && lexer.is("end")) {
            depth--;
        }
    }

    private void open(int begin) {
        if (depth++ == 0) {
            openedAt = begin;
        }
    }
}
