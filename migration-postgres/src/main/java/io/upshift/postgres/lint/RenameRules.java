package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.Rule.Found;
import io.upshift.postgres.lint.Statement.AlterTable;
import io.upshift.postgres.lint.Statement.CreateView;
import io.upshift.postgres.lint.Statement.Rename;
import io.upshift.postgres.lint.Statement.RenameEnumValue;
import io.upshift.postgres.lint.TableAction.AddColumn;
import io.upshift.postgres.lint.TableAction.AlterType;
import io.upshift.postgres.lint.TableAction.DropColumn;
import io.upshift.postgres.lint.TableAction.RenameColumn;
import io.upshift.postgres.lint.TableAction.RenameTable;
import io.upshift.postgres.lint.TableAction.SetSchema;
import java.util.List;
import java.util.stream.Stream;

/** Names that code of the version before, or a subscriber, still uses. */
final class RenameRules {
    private RenameRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.onAction(
                        "rename-column",
                        Category.COMPATIBILITY,
                        Severity.ERROR,
                        "While a deployment rolls, code that names the old column and code that names the new one run at once,"
                                + " and one of them fails. Keep both until no code uses the old one.",
                        "sql-altertable.html#SQL-ALTERTABLE-DESC-RENAME",
                        RenameColumn.class,
                        (scene, table, rename) -> Hit.on(
                                table,
                                rename.from(),
                                "code that names " + table + "." + rename.from() + " fails",
                                Recipes.alter(
                                                table,
                                                "add column " + Name.sql(rename.to()) + " /* type of " + rename.from()
                                                        + " */")
                                        + "-- a trigger that copies each of them to the other, then in batches:\n"
                                        + "update " + table.sql() + " set " + Name.sql(rename.to()) + " = "
                                        + Name.sql(rename.from()) + " where " + Name.sql(rename.to()) + " is null;\n"
                                        + "-- when no running code names the old one:\n"
                                        + Recipes.alter(table, "drop column " + Name.sql(rename.from())))),
                Rule.onAction(
                        "rename-table",
                        Category.COMPATIBILITY,
                        Severity.ERROR,
                        "Code of the version before fails at once. A view of the old name in the same transaction lets it go on:"
                                + " a simple view is updatable.",
                        "sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS",
                        RenameTable.class,
                        (scene, table, rename) -> isKeptAsView(scene, table)
                                ? null
                                : Hit.on(
                                        table,
                                        "code that names " + table + " fails",
                                        Recipes.alter(table, "rename to " + Name.sql(rename.to()))
                                                + "create view " + table.sql() + " as select * from "
                                                + table.sibling(rename.to()).sql() + ";")),
                Rule.onAction(
                        "move-to-schema",
                        Category.COMPATIBILITY,
                        Severity.ERROR,
                        "Code that finds the table by its search path, or names its schema, fails at once. A view in the old"
                                + " schema lets it go on.",
                        "sql-altertable.html#SQL-ALTERTABLE-DESC-SET-SCHEMA",
                        SetSchema.class,
                        (scene, table, set) -> isKeptAsView(scene, table)
                                ? null
                                : Hit.on(
                                        table,
                                        "code that names " + table + " fails",
                                        Recipes.alter(table, "set schema " + Name.sql(set.schema()))
                                                + "create view " + table.sql() + " as select * from "
                                                + new Name(set.schema(), table.name()).sql() + ";")),
                Rule.of(
                        "rename-schema",
                        Category.COMPATIBILITY,
                        Severity.ERROR,
                        "Every name in the schema changes for all code at once.",
                        "sql-alterschema.html",
                        Rename.class,
                        (scene, rename) -> rename.what().equals("schema")
                                ? Hit.of(
                                        "code that names the schema " + rename.object() + " fails",
                                        "create schema " + Name.sql(rename.to())
                                                + ";\n-- move table by table, with views in the old schema")
                                : null),
                Rule.of(
                        "rename-object",
                        Category.COMPATIBILITY,
                        Severity.WARNING,
                        "Code of the version before that names the view, type or sequence fails at once.",
                        "sql-alterview.html",
                        Rename.class,
                        (scene, rename) -> rename.what().equals("schema") || isKeptAsView(scene, rename.object())
                                ? null
                                : Hit.of(
                                        "code that names the " + rename.what() + " " + rename.object() + " fails",
                                        "-- make " + Name.sql(rename.to()) + " beside it, and drop "
                                                + rename.object().sql() + " when no running code names it")),
                Rule.of(
                        "rename-enum-value",
                        Category.COMPATIBILITY,
                        Severity.ERROR,
                        "Code of the version before reads a value that it doesn't know, and writes one that isn't there.",
                        "sql-altertype.html",
                        RenameEnumValue.class,
                        (scene, rename) -> Hit.of(
                                "code that knows " + rename.from() + " of " + rename.type() + " fails",
                                "alter type " + rename.type().sql() + " add value " + rename.to() + " after "
                                        + rename.from() + ";\n-- then change the rows in batches")),
                new Rule(
                        "published-table-changed",
                        Category.COMPATIBILITY,
                        Severity.WARNING,
                        false,
                        "Logical replication carries no changes of schema: a row with a column that the subscriber lacks stops"
                                + " its subscription, and keeps the publisher's WAL. Add columns at the subscriber first, and"
                                + " drop them there last.",
                        "logical-replication-restrictions.html",
                        (scene, statement) -> statement instanceof AlterTable alter && isPublished(scene, alter.table())
                                ? alter.actions().stream()
                                        .filter(RenameRules::changesRows)
                                        .limit(1)
                                        .map(action -> published(scene, alter.table(), action))
                                : Stream.empty()));
    }

    private static boolean isKeptAsView(Scene scene, Name old) {
        return scene.following()
                .anyMatch(later ->
                        later instanceof CreateView create && create.view().equals(old));
    }

    private static boolean isPublished(Scene scene, Name table) {
        TableFacts facts = scene.facts().table(scene.before().key(table));
        return scene.before().isPublished(table) || (facts != null && facts.isPublished());
    }

    private static boolean changesRows(TableAction action) {
        return action instanceof AddColumn
                || action instanceof DropColumn
                || action instanceof AlterType
                || action instanceof RenameColumn
                || action instanceof RenameTable;
    }

    private static Found published(Scene scene, Name table, TableAction action) {
        boolean goes = action instanceof DropColumn;
        Hit hit = Hit.on(
                table,
                table + " is published: its subscribers have to change " + (goes ? "after" : "before") + " it",
                "-- on each subscriber " + (goes ? "afterwards" : "first") + ":\n"
                        + scene.located().sql().strip() + ";");
        return new Found(hit, scene.effects());
    }
}
