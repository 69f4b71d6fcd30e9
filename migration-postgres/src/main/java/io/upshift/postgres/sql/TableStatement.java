package io.upshift.postgres.sql;

import java.util.Optional;

/**
 * What an {@code ALTER TABLE} of one action does, as far as resuming it needs.
 *
 * @param table its name as written, quotes and schema included
 * @param object the constraint or partition that the action is about, as written
 */
public record TableStatement(Action action, String table, String object) {

    /** The actions that are told apart. */
    public enum Action {
        /** {@code VALIDATE CONSTRAINT}. */
        VALIDATE,
        /** {@code DETACH PARTITION}, with whatever follows. */
        DETACH
    }

    /** Reads a statement; empty when it does something else, or several things at once. */
    public static Optional<TableStatement> of(String sql) {
        Lexer lexer = new Lexer(sql, 0, sql.length(), null);
        lexer.next();
        if (!lexer.is("alter")) {
            return Optional.empty();
        }
        lexer.next();
        if (!lexer.is("table")) {
            return Optional.empty();
        }
        lexer.next();
        while (lexer.is("if") || lexer.is("exists") || lexer.is("only")) {
            lexer.next();
        }
        String table = Names.read(sql, lexer);
        if (lexer.is('*')) {
            lexer.next();
        }
        Action action = lexer.is("validate") ? Action.VALIDATE : lexer.is("detach") ? Action.DETACH : null;
        lexer.next();
        if (action == null || !lexer.is(action == Action.VALIDATE ? "constraint" : "partition")) {
            return Optional.empty();
        }
        lexer.next();
        String object = Names.read(sql, lexer);
        return lexer.is(',') ? Optional.empty() : Optional.of(new TableStatement(action, table, object));
    }
}
