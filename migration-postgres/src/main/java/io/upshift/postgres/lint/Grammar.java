package io.upshift.postgres.lint;

import java.util.ArrayList;
import java.util.List;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/**
 * Turns SQL into {@link Statement}s, with pgcodekeeper's grammar of PostgreSQL.
 *
 * <p>This class and those whose names start like its own are all that know the parser; docs/adr/0005 says why it is this
 * one. Stateless; safe for use by several threads.
 */
final class Grammar {
    private Grammar() {}

    /** One statement, without its semicolon; what the grammar doesn't know is {@link Statement.Unreadable}. */
    static Statement read(String sql) {
        Statement read = parse(sql);
        // A bind of JDBC is no SQL; a parameter of PostgreSQL's own stands for it.
        boolean again = read instanceof Statement.Unreadable && sql.indexOf('?') >= 0;
        Statement second = again ? parse(sql.replace("?", "$1")) : read;
        return second instanceof Statement.Unreadable ? read : second;
    }

    private static Statement parse(String sql) {
        GrammarErrors errors = new GrammarErrors();
        SQLParser.SqlContext tree = errors.parser(sql).sql();
        if (errors.first() != null) {
            return new Statement.Unreadable(errors.first());
        }
        return tree.statement().isEmpty() ? new Statement.Other("nothing") : GrammarStatements.of(tree.statement(0));
    }

    /** The statements that a PL/pgSQL block may execute; opaque when the grammar doesn't know it. */
    static Statement block(String body) {
        GrammarErrors errors = new GrammarErrors();
        SQLParser.Plpgsql_functionContext tree = errors.parser(body).plpgsql_function();
        if (errors.first() != null) {
            return new Statement.Block(List.of(), true);
        }
        List<Statement> within = new ArrayList<>();
        for (SQLParser.Function_statementContext node :
                GrammarTree.all(tree, SQLParser.Function_statementContext.class)) {
            within.add(GrammarStatements.of(node));
        }
        boolean dynamic =
                !GrammarTree.all(tree, SQLParser.Execute_stmtContext.class).isEmpty();
        return new Statement.Block(List.copyOf(within), dynamic);
    }
}
