package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.KnownTable.KnownColumn;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.TableAction.DropDefault;
import io.upshift.postgres.lint.TableAction.DropNotNull;
import io.upshift.postgres.lint.TableAction.SetDefault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What old code relies on without naming it: defaults and NOT NULL. */
final class DefaultRules {
    private static final String SET_DEFAULT = "sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-DEFAULT";

    private DefaultRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.onAction(
                        "drop-default",
                        Category.COMPATIBILITY,
                        Severity.WARNING,
                        "INSERTs of the version before that leave the column to its default write null from now on, or fail where"
                                + " it is NOT NULL. Drop it when no running version leaves the column out.",
                        SET_DEFAULT,
                        DropDefault.class,
                        (scene, table, drop) -> Hit.on(
                                table,
                                drop.column(),
                                "INSERTs that leave out " + drop.column() + " "
                                        + (isNotNull(scene, table, drop.column()) ? "fail" : "write null"),
                                "-- in a migration that contracts, when all running code writes the column:\n"
                                        + Recipes.alter(
                                                table, "alter column " + Name.sql(drop.column()) + " drop default"))),
                Rule.onAction(
                        "change-default",
                        Category.COMPATIBILITY,
                        Severity.ADVICE,
                        "Rows that code of the version before inserts get the new default at once, and an ORM that sends all"
                                + " columns goes on writing the old one.",
                        SET_DEFAULT,
                        SetDefault.class,
                        DefaultRules::changes),
                Rule.onAction(
                        "drop-not-null",
                        Category.COMPATIBILITY,
                        Severity.WARNING,
                        "Code of the version before has never met a null there. Once there is one, the way back needs a value"
                                + " for it.",
                        "sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL",
                        DropNotNull.class,
                        (scene, table, drop) -> Hit.on(
                                table,
                                drop.column(),
                                "code that reads " + drop.column() + " may meet a null for the first time",
                                "-- when all running code can read a null:\n"
                                        + Recipes.alter(
                                                table, "alter column " + Name.sql(drop.column()) + " drop not null"))));
    }

    private static boolean isNotNull(Scene scene, Name table, String column) {
        KnownTable known = scene.table(table);
        KnownColumn of = known == null ? null : known.columns().get(column);
        return of != null && of.isNotNull();
    }

    /** A first default changes nothing for code that has never relied on one. */
    private static @Nullable Hit changes(Scene scene, Name table, SetDefault set) {
        KnownTable known = scene.table(table);
        KnownColumn before = known == null ? null : known.columns().get(set.column());
        return before != null && before.hasDefault()
                ? Hit.on(
                        table,
                        set.column(),
                        "rows of old and of new code differ in " + set.column() + " while a deployment rolls",
                        "-- let new code write the value itself, and change the default when no old code runs:\n"
                                + Recipes.alter(
                                        table,
                                        "alter column " + Name.sql(set.column()) + " set default " + set.value()))
                : null;
    }
}
