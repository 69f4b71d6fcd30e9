package io.upshift.postgres.sql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code CREATE INDEX} or {@code DROP INDEX} says of the index, as far as finding it again needs.
 *
 * @param creates whether the index is made; otherwise it is dropped
 * @param index its name as written, quotes and schema included; null when {@code CREATE INDEX} leaves the name to
 *     PostgreSQL
 * @param table the table's name as written, quotes and schema included; null for {@code DROP INDEX}
 */
public record IndexStatement(
        boolean creates, @Nullable String index, @Nullable String table) {

    /** Reads a statement; empty when it is neither of the two, or drops several indexes at once. */
    public static Optional<IndexStatement> of(String sql) {
        Lexer lexer = new Lexer(sql, 0, sql.length(), null);
        lexer.next();
        if (lexer.is("create")) {
            lexer.next();
            if (lexer.is("unique")) {
                lexer.next();
            }
            return lexer.is("index") ? create(sql, lexer) : Optional.empty();
        }
        if (!lexer.is("drop")) {
            return Optional.empty();
        }
        lexer.next();
        return lexer.is("index") ? drop(sql, lexer) : Optional.empty();
    }

    private static Optional<IndexStatement> create(String sql, Lexer lexer) {
        skipNoise(lexer);
        String index = lexer.is("on") ? null : Names.read(sql, lexer);
        if (!lexer.is("on")) {
            return Optional.empty();
        }
        lexer.next();
        if (lexer.is("only")) {
            lexer.next();
        }
        return Optional.of(new IndexStatement(true, index, Names.read(sql, lexer)));
    }

    private static Optional<IndexStatement> drop(String sql, Lexer lexer) {
        skipNoise(lexer);
        String index = Names.read(sql, lexer);
        return lexer.is(',') ? Optional.empty() : Optional.of(new IndexStatement(false, index, null));
    }

    /** Goes from {@code INDEX} over CONCURRENTLY and IF [NOT] EXISTS to what follows. */
    private static void skipNoise(Lexer lexer) {
        lexer.next();
        while (lexer.is("concurrently") || lexer.is("if") || lexer.is("not") || lexer.is("exists")) {
            lexer.next();
        }
    }
}
