package io.upshift.postgres.lint;

import static io.upshift.postgres.lint.GrammarTree.has;
import static io.upshift.postgres.lint.GrammarTree.identifier;
import static io.upshift.postgres.lint.GrammarTree.name;
import static io.upshift.postgres.lint.GrammarTree.names;
import static io.upshift.postgres.lint.GrammarTree.sql;
import static io.upshift.postgres.lint.GrammarTree.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Reads what is done to everything that is neither a table, an index nor a row. */
final class GrammarObjects {
    private GrammarObjects() {}

    static Statement drop(SQLParser.Drop_statementsContext node) {
        SQLParser.If_exist_names_restrict_cascadeContext what = node.if_exist_names_restrict_cascade();
        List<String> words = words(node);
        boolean cascade = has(what.cascade_restrict(), "cascade");
        List<Name> dropped = names(what.names_references());
        return words.contains("index")
                ? new Statement.DropIndex(dropped, words.contains("concurrently"), cascade)
                : new Statement.Drop(String.join(" ", words), dropped, what.if_exists() != null, cascade);
    }

    static Statement dropDatabase(SQLParser.Drop_database_statementContext node) {
        return new Statement.Drop(
                "database", List.of(Name.of(identifier(node.identifier()))), node.if_exists() != null, false);
    }

    static Statement alterType(SQLParser.Alter_type_statementContext node) {
        Name type = name(node.name);
        if (node.new_enum_value != null) {
            return new Statement.AddEnumValue(type, sql(node.new_enum_value), node.existing_enum_value != null);
        }
        if (node.existing_enum_name != null) {
            return new Statement.RenameEnumValue(type, sql(node.existing_enum_name), sql(node.new_enum_name));
        }
        if (node.rename_to() != null) {
            return new Statement.Rename("type", type, identifier(node.rename_to().name));
        }
        return new Statement.Other("alter type");
    }

    static Statement createType(SQLParser.Create_type_statementContext node) {
        return node.enums.isEmpty() ? new Statement.Other("create type") : new Statement.CreateEnum(name(node.name));
    }

    static Statement createDomain(SQLParser.Create_domain_statementContext node) {
        return new Statement.CreateDomain(
                name(node.name), !node.domain_constraint().isEmpty());
    }

    static Statement alterDomain(SQLParser.Alter_domain_statementContext node) {
        if (node.rename_to() != null) {
            return new Statement.Rename("domain", name(node.name), identifier(node.rename_to().name));
        }
        boolean adds = node.dom_constraint != null || has(node, "set", "not", "null");
        String constraint = node.dom_constraint == null ? "not null" : sql(node.dom_constraint);
        return new Statement.AlterDomain(name(node.name), adds, node.not_valid != null, constraint);
    }

    static Statement alterView(SQLParser.Alter_view_statementContext node) {
        SQLParser.Alter_view_actionContext action = node.alter_view_action();
        return action.rename_to() == null
                ? new Statement.Other("alter view")
                : new Statement.Rename("view", name(node.name), identifier(action.rename_to().name));
    }

    static Statement alterSequence(SQLParser.Alter_sequence_statementContext node) {
        return node.rename_to() == null
                ? new Statement.Other("alter sequence")
                : new Statement.Rename("sequence", name(node.name), identifier(node.rename_to().name));
    }

    static Statement createView(SQLParser.Create_view_statementContext node) {
        return new Statement.CreateView(name(node.name), has(node, "materialized"), has(node, "replace"));
    }

    static Statement createTrigger(SQLParser.Create_trigger_statementContext node) {
        return new Statement.CreateTrigger(name(node.table_name), has(node, "constraint"));
    }

    static Statement createPublication(SQLParser.Create_publication_statementContext node) {
        List<Name> tables = published(node.publication_object());
        boolean empty = tables.isEmpty() && !has(node, "all", "tables");
        return empty
                ? new Statement.Other("create publication")
                : new Statement.Publish(identifier(node.identifier()), tables);
    }

    static Statement alterPublication(SQLParser.Alter_publication_statementContext node) {
        List<Name> tables = published(node.alter_publication_action().publication_object());
        boolean adds = !tables.isEmpty() && !has(node.alter_publication_action(), "drop");
        return adds
                ? new Statement.Publish(identifier(node.identifier()), tables)
                : new Statement.Other("alter publication");
    }

    private static List<Name> published(List<SQLParser.Publication_objectContext> objects) {
        List<Name> tables = new ArrayList<>();
        for (SQLParser.Publication_objectContext object : objects) {
            for (SQLParser.Publication_table_onlyContext table : object.publication_table_only()) {
                Optional<Name> first =
                        names((ParserRuleContext) table.getChild(0)).stream().findFirst();
                first.ifPresent(tables::add);
            }
        }
        return List.copyOf(tables);
    }
}
