package io.upshift.postgres.lint;

import static io.upshift.postgres.lint.GrammarTree.all;
import static io.upshift.postgres.lint.GrammarTree.has;
import static io.upshift.postgres.lint.GrammarTree.name;

import io.upshift.postgres.lint.Statement.Change;
import io.upshift.postgres.lint.Statement.Change.Verb;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Reads what changes rows. */
final class GrammarData {
    private GrammarData() {}

    static Statement insert(SQLParser.Insert_stmt_for_psqlContext node) {
        boolean fromQuery = node.select_stmt() != null
                && all(node.select_stmt(), SQLParser.From_itemContext.class).size() > 0;
        return new Change(Verb.INSERT, name(node.insert_table_name), !fromQuery, true, read(node));
    }

    static Statement update(SQLParser.Update_stmt_for_psqlContext node) {
        return new Change(Verb.UPDATE, name(node.update_table_name), false, has(node, "where"), read(node));
    }

    static Statement delete(SQLParser.Delete_stmt_for_psqlContext node) {
        return new Change(Verb.DELETE, name(node.delete_table_name), false, has(node, "where"), read(node));
    }

    static Statement merge(SQLParser.Merge_stmt_for_psqlContext node) {
        return new Change(Verb.MERGE, name(node.merge_table_name), false, true, read(node));
    }

    /** A query changes rows where one of its WITH parts does. */
    static Statement select(SQLParser.Select_stmtContext node) {
        return Stream.of(
                        all(node, SQLParser.Delete_stmt_for_psqlContext.class).stream()
                                .map(GrammarData::delete),
                        all(node, SQLParser.Update_stmt_for_psqlContext.class).stream()
                                .map(GrammarData::update),
                        all(node, SQLParser.Insert_stmt_for_psqlContext.class).stream()
                                .map(GrammarData::insert))
                .flatMap(found -> found)
                .findFirst()
                .orElse(new Statement.Other("select"));
    }

    static Statement copy(SQLParser.Copy_statementContext node) {
        SQLParser.Copy_from_statementContext from = GrammarTree.child(node, SQLParser.Copy_from_statementContext.class);
        return from == null
                ? new Statement.Other("copy to")
                : new Change(
                        Verb.COPY, name(from.table_cols().schema_qualified_name()), true, true, List.of());
    }

    private static List<Name> read(ParserRuleContext node) {
        return all(node, SQLParser.From_primaryContext.class).stream()
                .map(from -> GrammarTree.child(from, SQLParser.Schema_qualified_nameContext.class))
                .filter(Objects::nonNull)
                .map(GrammarTree::name)
                .toList();
    }
}
