package io.upshift.postgres.sql;

import org.jspecify.annotations.Nullable;

/**
 * Moves from statement to statement of a text.
 *
 * <p>A semicolon ends a statement unless it stands in parentheses or in a {@code BEGIN ATOMIC} body. Empty statements
 * are passed over. What makes the text unreadable is noted as a flaw and the reading goes on.
 */
final class Splitter {

    private final String sql;
    private final Lexer lexer;
    private final boolean withCopyData;
    private final RoutineBody body = new RoutineBody();
    private int start;
    private int end;
    private int depth;
    private int openedAt;
    private boolean unlockName;
    private boolean unlocks;
    private StatementKind kind = StatementKind.TRANSACTIONAL;
    private @Nullable CopyData copyData;
    private @Nullable Flaw flaw;

    private Splitter(String sql, Lexer lexer, boolean withCopyData) {
        this.sql = sql;
        this.lexer = lexer;
        this.withCopyData = withCopyData;
    }

    /** Over a script, in which rows follow a {@code COPY … FROM STDIN}. */
    static Splitter ofScript(String sql, DirectiveLines directives) {
        return new Splitter(sql, new Lexer(sql, 0, sql.length(), directives), true);
    }

    static Splitter ofStatements(String sql) {
        return new Splitter(sql, new Lexer(sql, 0, sql.length(), null), false);
    }

    /** Whether there was one more statement. */
    boolean next() {
        do {
            reset();
            read();
        } while (isEmpty() && lexer.token() != Token.END);
        if (isEmpty()) {
            return false;
        }
        kind = Kinds.of(sql, start, end, unlocks);
        if (withCopyData && CopyData.isExpected(sql, start, end)) {
            readCopyData();
        }
        return true;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    StatementKind kind() {
        return kind;
    }

    /** The first thing that makes the text unreadable. */
    @Nullable
    Flaw flaw() {
        return flaw;
    }

    SqlStatement statement(Lines lines) {
        Lines.Place place = lines.at(start);
        String rows = copyData == null ? null : sql.substring(copyData.from(), copyData.to());
        return new SqlStatement(sql.substring(start, end), place.line(), place.column(), rows, kind);
    }

    private boolean isEmpty() {
        return start < 0;
    }

    private void reset() {
        start = -1;
        depth = 0;
        unlockName = false;
        unlocks = false;
        copyData = null;
        body.reset();
    }

    private void read() {
        while (lexer.next() != Token.END) {
            if (lexer.token() == Token.SEMICOLON && depth == 0 && !body.isOpen()) {
                return;
            }
            take(lexer.token());
        }
        if (depth > 0) {
            note(Flaw.openParenthesis(openedAt));
        } else if (body.isOpen()) {
            note(Flaw.openBody(body.openedAt()));
        }
    }

    private void take(Token token) {
        start = isEmpty() ? lexer.start() : start;
        end = lexer.end();
        switch (token) {
            case OPEN_PARENTHESIS -> open();
            case CLOSE_PARENTHESIS -> depth = Math.max(0, depth - 1);
            case BACKSLASH -> note(Flaw.metaCommand(sql, lexer.start()));
            case UNTERMINATED -> note(Flaw.unterminated(sql, lexer.start()));
            default -> {}
        }
        unlockName = token == Token.WORD && Kinds.isAdvisoryUnlock(lexer);
        body.take(lexer);
    }

    private void open() {
        unlocks |= unlockName;
        if (depth++ == 0) {
            openedAt = lexer.start();
        }
    }

    private void readCopyData() {
        Flaw missing = CopyData.flawBefore(sql, lexer.end());
        copyData = missing == null ? CopyData.after(sql, lexer.end()) : null;
        if (copyData == null) {
            note(missing == null ? Flaw.missingCopyEnd(start) : missing);
            lexer.moveTo(sql.length());
        } else {
            lexer.moveTo(copyData.next());
        }
    }

    private void note(Flaw found) {
        flaw = flaw == null ? found : flaw;
    }
}
