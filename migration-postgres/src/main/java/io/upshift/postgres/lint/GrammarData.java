package io.upshift.postgres.lint;

import static io.upshift.postgres.lint.GrammarTree.all;
import static io.upshift.postgres.lint.GrammarTree.has;
import static io.upshift.postgres.lint.GrammarTree.name;

import io.upshift.postgres.lint.Statement.Change;
import io.upshift.postgres.lint.Statement.Change.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Reads what changes rows. */
final class GrammarData {
    /** A column that has to equal a constant, or one of some. */
    private static final Pattern PINNED =
            Pattern.compile("(?is)(?:\\w+\\.)?(\\w+)\\s*(?:=\\s*%1$s|in\\s*\\(\\s*%1$s(?:\\s*,\\s*%1$s)*\\s*\\))"
                    .replace("%1$s", "(?:'[^']*'(?:::\\w+)?|-?\\d+|\\$\\d+)"));

    private GrammarData() {}

    static Statement insert(SQLParser.Insert_stmt_for_psqlContext node) {
        boolean fromQuery = node.select_stmt() != null
                && all(node.select_stmt(), SQLParser.From_itemContext.class).size() > 0;
        return new Change(Verb.INSERT, name(node.insert_table_name), !fromQuery, true, List.of(), read(node));
    }

    static Statement update(SQLParser.Update_stmt_for_psqlContext node) {
        return new Change(
                Verb.UPDATE, name(node.update_table_name), false, has(node, "where"), pinned(node.vex()), read(node));
    }

    static Statement delete(SQLParser.Delete_stmt_for_psqlContext node) {
        return new Change(
                Verb.DELETE, name(node.delete_table_name), false, has(node, "where"), pinned(node.vex()), read(node));
    }

    static Statement merge(SQLParser.Merge_stmt_for_psqlContext node) {
        return new Change(Verb.MERGE, name(node.merge_table_name), false, true, List.of(), read(node));
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
                        Verb.COPY, name(from.table_cols().schema_qualified_name()), true, true, List.of(), List.of());
    }

    private static List<String> pinned(SQLParser.@Nullable VexContext where) {
        List<String> pinned = new ArrayList<>();
        if (where != null) {
            for (String condition : List.of(GrammarTree.sql(where).split("(?i)\\sand\\s", -1))) {
                Matcher matcher = PINNED.matcher(condition.strip());
                if (matcher.matches()) {
                    pinned.add(matcher.group(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        return pinned;
    }

    private static List<Name> read(ParserRuleContext node) {
        return all(node, SQLParser.From_primaryContext.class).stream()
                .map(from -> GrammarTree.child(from, SQLParser.Schema_qualified_nameContext.class))
                .filter(Objects::nonNull)
                .map(GrammarTree::name)
                .toList();
    }
}
