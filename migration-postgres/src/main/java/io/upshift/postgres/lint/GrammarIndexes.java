package io.upshift.postgres.lint;

import static io.upshift.postgres.lint.GrammarTree.has;
import static io.upshift.postgres.lint.GrammarTree.identifier;
import static io.upshift.postgres.lint.GrammarTree.name;
import static io.upshift.postgres.lint.GrammarTree.sql;
import static io.upshift.postgres.lint.GrammarTree.words;

import java.util.ArrayList;
import java.util.List;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Reads what is done to indexes. */
final class GrammarIndexes {
    private GrammarIndexes() {}

    static Statement create(SQLParser.Create_index_statementContext node) {
        SQLParser.Index_restContext rest = node.index_rest();
        List<SQLParser.Index_columnContext> keys = rest.index_columns().index_column();
        return new Statement.CreateIndex(
                node.name == null ? null : identifier(node.name),
                name(node.table_name),
                has(node, "unique"),
                has(node, "concurrently"),
                has(node, "only"),
                rest.method == null ? "btree" : identifier(rest.method),
                leading(keys),
                keys.size(),
                rest.index_where() != null,
                sql(node.table_name, rest));
    }

    /** The plain columns up to the first expression: those that a foreign key can use. */
    private static List<String> leading(List<SQLParser.Index_columnContext> keys) {
        List<String> columns = new ArrayList<>();
        for (SQLParser.Index_columnContext key : keys) {
            String text = GrammarTree.sql(key.column);
            if (!text.matches("\\w+|\"[^\"]+\"")) {
                break;
            }
            columns.add(GrammarTree.folded(text));
        }
        return List.copyOf(columns);
    }

    static Statement alter(SQLParser.Alter_index_statementContext node) {
        SQLParser.Index_def_actionContext action = node.index_def_action();
        if (action == null || node.schema_qualified_name() == null) {
            return new Statement.Other("alter index");
        }
        return new Statement.AlterIndex(
                name(node.schema_qualified_name()),
                action.index == null ? null : name(action.index),
                action.rename_to() == null ? null : identifier(action.rename_to().name));
    }

    static Statement reindex(SQLParser.Reindex_stmtContext node) {
        List<String> words = words(node);
        String what = words.stream()
                .filter(word -> List.of("index", "table", "schema", "database", "system")
                        .contains(word))
                .findFirst()
                .orElse("table");
        boolean option = GrammarTree.all(node, SQLParser.Reindex_optionContext.class).stream()
                .anyMatch(given -> has(given, "concurrently") && !GrammarStatements.isOff(given.boolean_value()));
        return new Statement.Reindex(
                what,
                node.schema_qualified_name() == null ? null : name(node.schema_qualified_name()),
                option || words.contains("concurrently"));
    }
}
