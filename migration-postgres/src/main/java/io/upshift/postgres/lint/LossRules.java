package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.Statement.Change;
import io.upshift.postgres.lint.Statement.Change.Verb;
import io.upshift.postgres.lint.Statement.CreateView;
import io.upshift.postgres.lint.Statement.Drop;
import io.upshift.postgres.lint.Statement.Truncate;
import io.upshift.postgres.lint.TableAction.DropColumn;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is gone afterwards, and only a backup brings back. */
final class LossRules {
    private static final Set<String> VIEWS = Set.of("view", "materialized view");

    private LossRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.onAction(
                        "drop-column",
                        Category.LOSS,
                        Severity.ERROR,
                        "The column's values are gone with it, and its indexes and constraints too; code of the version before"
                                + " still names it. Drop it when no running version does, in a migration that contracts.",
                        "sql-altertable.html#SQL-ALTERTABLE-DESC-DROP-COLUMN",
                        DropColumn.class,
                        LossRules::column),
                Rule.of(
                        "drop-table",
                        Category.LOSS,
                        Severity.ERROR,
                        "All rows are gone, and code of the version before fails. Rename it first, wait until nothing has asked"
                                + " for it, and drop it then.",
                        "sql-droptable.html",
                        Drop.class,
                        (scene, drop) -> drop.what().endsWith("table") ? table(scene, drop) : null),
                Rule.of(
                        "drop-database",
                        Category.LOSS,
                        Severity.ERROR,
                        "A database or schema takes everything in it along, also what other services keep there.",
                        "sql-dropdatabase.html",
                        Drop.class,
                        (scene, drop) ->
                                drop.what().equals("database") || drop.what().equals("schema")
                                        ? Hit.of(
                                                "everything in the " + drop.what() + " "
                                                        + drop.names().get(0) + " is gone",
                                                "-- name what is to go, one by one:\ndrop table …;")
                                        : null),
                Rule.of(
                        "drop-view",
                        Category.COMPATIBILITY,
                        Severity.WARNING,
                        "Code of the version before may read the view, and its grants go with it. Replace it, or make it again in"
                                + " the same transaction with its grants.",
                        "sql-dropview.html",
                        Drop.class,
                        LossRules::view),
                Rule.of(
                        "drop-cascade",
                        Category.LOSS,
                        Severity.ERROR,
                        "CASCADE drops whatever depends on the object: views, foreign keys of other tables, columns of other"
                                + " types. What that is depends on the database, not on the file.",
                        "ddl-depend.html",
                        Drop.class,
                        (scene, drop) -> drop.cascade() && !isFresh(scene, drop)
                                ? Hit.of(
                                        "what depends on " + drop.names().get(0) + " goes with it, unseen",
                                        "-- drop what depends on it by name, then:\ndrop " + drop.what() + " "
                                                + (drop.ifExists() ? "if exists " : "")
                                                + names(drop.names()) + ";")
                                : null),
                Rule.of(
                        "truncate",
                        Category.LOSS,
                        Severity.ERROR,
                        "TRUNCATE empties the table under an ACCESS EXCLUSIVE lock, and with CASCADE every table that refers to"
                                + " it. No trigger for rows sees it, and older snapshots find the table empty.",
                        "sql-truncate.html",
                        Truncate.class,
                        (scene, truncate) -> Hit.on(
                                truncate.tables().get(0),
                                "all rows of " + names(truncate.tables()) + " are gone"
                                        + (truncate.cascade() ? ", and of the tables that refer to it" : ""),
                                "-- in batches, each in a transaction of its own:\ndelete from "
                                        + truncate.tables().get(0).sql() + " where /* a range of its key */;")),
                Rule.of(
                        "delete-without-where",
                        Category.LOSS,
                        Severity.ERROR,
                        "DELETE without WHERE takes every row, in one transaction that holds them all locked.",
                        "sql-delete.html",
                        Change.class,
                        (scene, change) -> change.verb() == Verb.DELETE && !change.hasWhere()
                                ? Hit.on(
                                        change.table(),
                                        "all rows of " + change.table() + " are deleted",
                                        "-- say which, and in batches, each in a transaction of its own:\ndelete from "
                                                + change.table().sql() + " where …;")
                                : null),
                Rule.of(
                        "update-without-where",
                        Category.LOSS,
                        Severity.ERROR,
                        "UPDATE without WHERE overwrites every row's old value, holds all of them locked until it ends, and"
                                + " leaves a dead copy of each.",
                        "sql-update.html",
                        Change.class,
                        (scene, change) -> change.verb() == Verb.UPDATE && !change.hasWhere()
                                ? Hit.on(
                                        change.table(),
                                        "all rows of " + change.table() + " are overwritten",
                                        "-- in batches, each in a transaction of its own:\nupdate "
                                                + change.table().sql()
                                                + " set … where /* not done yet, and a range of its key */;")
                                : null));
    }

    private static @Nullable Hit column(Scene scene, Name table, DropColumn drop) {
        KnownTable known = scene.table(table);
        if (known != null && known.isWhole() && !known.columns().containsKey(drop.column())) {
            return null;
        }
        String column = Name.sql(drop.column());
        return Hit.on(
                table,
                drop.column(),
                "the values of " + table + "." + drop.column() + " are gone, and code that names it fails",
                "-- upshift: breaking\n"
                        + "-- now, so that nothing writes it; then wait until no running code names it:\n"
                        + Recipes.alter(table, "alter column " + column + " drop not null")
                        + Recipes.LATER
                        + Recipes.alter(table, "drop column " + column));
    }

    private static @Nullable Hit table(Scene scene, Drop drop) {
        Name table = drop.names().stream()
                .filter(name -> !scene.isFresh(name))
                .findFirst()
                .orElse(null);
        return table == null
                ? null
                : Hit.on(
                        table,
                        "all rows of " + table + " are gone, and code that reads it fails",
                        Recipes.alter(table, "rename to " + Name.sql(Recipes.cut(table.name() + "_unused")))
                                + Recipes.LATER
                                + "drop table "
                                + table.sibling(table.name() + "_unused").sql() + ";");
    }

    private static @Nullable Hit view(Scene scene, Drop drop) {
        if (!VIEWS.contains(drop.what())) {
            return null;
        }
        Name view = drop.names().get(0);
        boolean again = scene.following()
                .anyMatch(later -> later instanceof CreateView create
                        && create.view().name().equals(view.name()));
        return again
                ? null
                : Hit.of(
                        "code that reads " + view + " fails",
                        "-- when no running code reads it any more:\ndrop " + drop.what() + " " + view.sql() + ";");
    }

    private static boolean isFresh(Scene scene, Drop drop) {
        return drop.what().endsWith("table") && drop.names().stream().allMatch(scene::isFresh);
    }

    private static String names(List<Name> names) {
        return String.join(", ", names.stream().map(Name::sql).toList());
    }
}
