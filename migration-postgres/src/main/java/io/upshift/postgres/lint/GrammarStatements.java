package io.upshift.postgres.lint;

import static io.upshift.postgres.lint.GrammarTree.child;
import static io.upshift.postgres.lint.GrammarTree.has;
import static io.upshift.postgres.lint.GrammarTree.identifier;
import static io.upshift.postgres.lint.GrammarTree.name;
import static io.upshift.postgres.lint.GrammarTree.names;
import static io.upshift.postgres.lint.GrammarTree.sql;
import static io.upshift.postgres.lint.GrammarTree.words;

import io.upshift.postgres.LockMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Finds out which kind of statement a tree is, and has it read. */
final class GrammarStatements {
    private static final int SHOWN = 40;

    /** What only holds the statement. */
    private static final Set<Class<?>> WRAPPERS = Set.of(
            SQLParser.StatementContext.class,
            SQLParser.Data_statementContext.class,
            SQLParser.Schema_statementContext.class,
            SQLParser.Script_statementContext.class,
            SQLParser.Schema_createContext.class,
            SQLParser.Schema_alterContext.class,
            SQLParser.Schema_dropContext.class,
            SQLParser.Script_transactionContext.class,
            SQLParser.Script_additionalContext.class,
            SQLParser.Additional_statementContext.class,
            SQLParser.Function_statementContext.class,
            SQLParser.Plpgsql_queryContext.class,
            SQLParser.Transaction_statementContext.class);

    private static final Map<Class<?>, Function<ParserRuleContext, Statement>> READERS = new HashMap<>();

    static {
        on(SQLParser.Create_table_statementContext.class, GrammarTables::create);
        on(SQLParser.Alter_table_statementContext.class, GrammarTables::alter);
        on(
                SQLParser.Create_table_as_statementContext.class,
                node -> new Statement.CreateTableAs(name(node.name), has(node, "temporary") || has(node, "temp")));
        on(SQLParser.Create_index_statementContext.class, GrammarIndexes::create);
        on(SQLParser.Alter_index_statementContext.class, GrammarIndexes::alter);
        on(SQLParser.Reindex_stmtContext.class, GrammarIndexes::reindex);
        on(SQLParser.Drop_statementsContext.class, GrammarObjects::drop);
        on(SQLParser.Drop_database_statementContext.class, GrammarObjects::dropDatabase);
        on(SQLParser.Alter_type_statementContext.class, GrammarObjects::alterType);
        on(SQLParser.Create_type_statementContext.class, GrammarObjects::createType);
        on(SQLParser.Create_domain_statementContext.class, GrammarObjects::createDomain);
        on(SQLParser.Alter_domain_statementContext.class, GrammarObjects::alterDomain);
        on(SQLParser.Alter_view_statementContext.class, GrammarObjects::alterView);
        on(SQLParser.Alter_sequence_statementContext.class, GrammarObjects::alterSequence);
        on(
                SQLParser.Alter_schema_statementContext.class,
                node -> new Statement.Rename(
                        "schema", Name.of(identifier(node.identifier())), identifier(node.rename_to().name)));
        on(SQLParser.Create_view_statementContext.class, GrammarObjects::createView);
        on(SQLParser.Create_trigger_statementContext.class, GrammarObjects::createTrigger);
        on(SQLParser.Create_publication_statementContext.class, GrammarObjects::createPublication);
        on(SQLParser.Alter_publication_statementContext.class, GrammarObjects::alterPublication);
        on(SQLParser.Insert_stmt_for_psqlContext.class, GrammarData::insert);
        on(SQLParser.Update_stmt_for_psqlContext.class, GrammarData::update);
        on(SQLParser.Delete_stmt_for_psqlContext.class, GrammarData::delete);
        on(SQLParser.Merge_stmt_for_psqlContext.class, GrammarData::merge);
        on(SQLParser.Select_stmtContext.class, GrammarData::select);
        on(SQLParser.Copy_statementContext.class, GrammarData::copy);
        on(
                SQLParser.Truncate_stmtContext.class,
                node -> new Statement.Truncate(
                        node.only_table_multiply().stream()
                                .map(table -> name(table.schema_qualified_name()))
                                .toList(),
                        has(node.cascade_restrict(), "cascade")));
        on(SQLParser.Lock_tableContext.class, GrammarStatements::lock);
        on(
                SQLParser.Cluster_stmtContext.class,
                node -> new Statement.Compact(
                        "cluster", node.schema_qualified_name() == null ? null : name(node.schema_qualified_name())));
        on(SQLParser.Anonymous_blockContext.class, GrammarStatements::block);
        on(SQLParser.Set_statementContext.class, GrammarStatements::set);
    }

    private GrammarStatements() {}

    private static <T extends ParserRuleContext> void on(Class<T> type, Function<T, Statement> reader) {
        READERS.put(type, node -> reader.apply(type.cast(node)));
    }

    static Statement of(ParserRuleContext node) {
        Statement read = read(node);
        if (read != null) {
            return read;
        }
        String text = sql(node).strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return new Statement.Other(text.length() <= SHOWN ? text : text.substring(0, SHOWN));
    }

    private static @Nullable Statement read(ParserRuleContext node) {
        Function<ParserRuleContext, Statement> reader = READERS.get(node.getClass());
        if (reader != null) {
            return reader.apply(node);
        }
        if (!WRAPPERS.contains(node.getClass())) {
            return null;
        }
        for (ParserRuleContext child : GrammarTree.children(node, ParserRuleContext.class)) {
            Statement read = read(child);
            if (read != null) {
                return read;
            }
        }
        return bySigns(node);
    }

    /** What the grammar keeps in the rule of several statements. */
    private static @Nullable Statement bySigns(ParserRuleContext node) {
        List<String> words = words(node);
        if (node instanceof SQLParser.Script_transactionContext
                || node instanceof SQLParser.Transaction_statementContext) {
            return words.isEmpty() ? null : new Statement.TransactionControl(String.join(" ", words));
        }
        if (words.contains("vacuum")) {
            return vacuum(node);
        }
        if (words.contains("refresh")) {
            return new Statement.RefreshView(names(node).get(0), words.contains("concurrently"));
        }
        if (words.contains("reset")) {
            SQLParser.IdentifierContext parameter = child(node, SQLParser.IdentifierContext.class);
            return new Statement.SetParameter(parameter == null ? "all" : identifier(parameter), "default");
        }
        return null;
    }

    private static Statement vacuum(ParserRuleContext node) {
        SQLParser.Vacuum_modeContext mode = child(node, SQLParser.Vacuum_modeContext.class);
        boolean full = has(mode, "full")
                || GrammarTree.all(mode, SQLParser.Vacuum_optionContext.class).stream()
                        .anyMatch(option -> has(option, "full") && !isOff(option.boolean_value()));
        List<Name> tables = names(child(node, SQLParser.Table_cols_listContext.class));
        return full
                ? new Statement.Compact("vacuum full", tables.isEmpty() ? null : tables.get(0))
                : new Statement.Other("vacuum");
    }

    static boolean isOff(SQLParser.@Nullable Boolean_valueContext value) {
        return value != null
                && Set.of("false", "off", "0", "'false'", "'off'")
                        .contains(value.getText().toLowerCase(Locale.ROOT));
    }

    private static Statement lock(SQLParser.Lock_tableContext node) {
        List<Name> tables = node.only_table_multiply().stream()
                .map(table -> name(table.schema_qualified_name()))
                .toList();
        LockMode mode = node.lock_mode() == null ? LockMode.ACCESS_EXCLUSIVE : LockMode.ofWords(sql(node.lock_mode()));
        return new Statement.LockTable(tables, mode);
    }

    private static Statement block(SQLParser.Anonymous_blockContext node) {
        String quoted = sql(node.sconst(node.sconst().size() - 1));
        for (SQLParser.SconstContext part : node.sconst()) {
            quoted = sql(part).startsWith("$") ? sql(part) : quoted;
        }
        if (!quoted.startsWith("$")) {
            return new Statement.Block(List.of(), true);
        }
        int tag = quoted.indexOf('$', 1) + 1;
        return Grammar.block(quoted.substring(tag, quoted.length() - tag));
    }

    private static Statement set(SQLParser.Set_statementContext node) {
        SQLParser.Session_local_optionContext option = node.set_action().session_local_option();
        boolean plain = option != null && option.config_param != null;
        if (!plain) {
            return new Statement.Other("set");
        }
        String value = option.set_statement_value() == null ? "" : sql(option.set_statement_value());
        return new Statement.SetParameter(
                identifier(option.config_param), value.replace("'", "").strip().toLowerCase(Locale.ROOT));
    }
}
