package io.upshift.postgres.sql;

import java.util.Optional;

/**
 * What {@code REINDEX INDEX} or {@code REINDEX TABLE} is about.
 *
 * @param isTable whether all indexes of a table are built anew; otherwise one index
 * @param name of the table or index as written, quotes and schema included
 */
public record ReindexStatement(boolean isTable, String name) {

    /** Reads a statement; empty when it is no REINDEX, or one of a whole schema or database. */
    public static Optional<ReindexStatement> of(String sql) {
        Lexer lexer = new Lexer(sql, 0, sql.length(), null);
        lexer.next();
        if (!lexer.is("reindex")) {
            return Optional.empty();
        }
        lexer.next();
        if (lexer.token() == Token.OPEN_PARENTHESIS) {
            Options.readNext(sql, lexer);
            lexer.next();
        }
        boolean isTable = lexer.is("table");
        if (!isTable && !lexer.is("index")) {
            return Optional.empty();
        }
        lexer.next();
        if (lexer.is("concurrently")) {
            lexer.next();
        }
        return Optional.of(new ReindexStatement(isTable, Names.read(sql, lexer)));
    }
}
