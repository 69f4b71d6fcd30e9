package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.Effect.Work;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.TableAction.AlterType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns that get another type. */
final class TypeChangeRules {
    private static final String NOTES = "sql-altertable.html#SQL-ALTERTABLE-NOTES";

    private TypeChangeRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.onAction(
                        "alter-type-rewrites",
                        Category.LOCK,
                        Severity.ERROR,
                        "A change of type writes the table and its indexes anew under an ACCESS EXCLUSIVE lock, unless the"
                                + " stored bytes stay the same, as from varchar(n) to text or to a longer one.",
                        NOTES,
                        AlterType.class,
                        TypeChangeRules::rewrites),
                Rule.onAction(
                        "alter-type-rechecks",
                        Category.LOCK,
                        Severity.ERROR,
                        "A change of type that writes nothing still holds every row against each CHECK that mentions the column,"
                                + " under an ACCESS EXCLUSIVE lock. Drop the CHECK before, and add it NOT VALID behind.",
                        NOTES,
                        AlterType.class,
                        TypeChangeRules::rechecks),
                Rule.onAction(
                        "narrowing-type",
                        Category.LOSS,
                        Severity.ERROR,
                        "Values that don't fit the narrower type make the change fail, or are rounded or cut where a cast does"
                                + " so; code that writes wide values fails from then on.",
                        "sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DATA-TYPE",
                        AlterType.class,
                        TypeChangeRules::narrows));
    }

    private static @Nullable DataType before(Scene scene, Name table, AlterType alter) {
        KnownTable known = scene.table(table);
        return known == null ? null : known.type(alter.column());
    }

    private static Work work(Scene scene, Name table, AlterType alter) {
        return new TableEffects(scene.before(), table).of(alter).get(0).work();
    }

    private static @Nullable Hit rewrites(Scene scene, Name table, AlterType alter) {
        if (work(scene, table, alter) != Work.REWRITE) {
            return null;
        }
        DataType before = before(scene, table, alter);
        String from = before == null ? " (its type now isn't known here)" : " from " + before;
        return Hit.on(
                table,
                alter.column(),
                "every row of " + table + " is written anew to make " + alter.column() + " " + alter.type() + from,
                newColumn(table, alter));
    }

    /** The way that stops nobody: a second column, kept in step, filled in batches, swapped in. */
    private static String newColumn(Name table, AlterType alter) {
        String column = Name.sql(alter.column());
        String next = Name.sql(alter.column() + "_new");
        String value = alter.using() == null
                ? column + "::" + alter.type()
                : alter.using().sql();
        return Recipes.alter(table, "add column " + next + " " + alter.type())
                + "-- a trigger that fills it on each write, then in batches:\n"
                + "update " + table.sql() + " set " + next + " = " + value + " where " + next
                + " is null and /* a range of its key */;\n"
                + "-- when no code reads the old one any more:\n"
                + Recipes.alter(table, "rename column " + column + " to " + Name.sql(alter.column() + "_old"))
                + Recipes.alter(table, "rename column " + next + " to " + column);
    }

    private static @Nullable Hit rechecks(Scene scene, Name table, AlterType alter) {
        if (work(scene, table, alter) != Work.SCAN) {
            return null;
        }
        KnownTable known = scene.table(table);
        Constraint check = known == null
                ? null
                : known.constraints().stream()
                        .map(KnownTable.KnownConstraint::constraint)
                        .filter(one ->
                                one.kind() == Constraint.Kind.CHECK && TableEffects.mentions(one, alter.column()))
                        .findFirst()
                        .orElse(null);
        if (check == null) {
            return null;
        }
        String name = check.nameOn(table);
        return Hit.on(
                table,
                alter.column(),
                "every row of " + table + " is held against " + name + " again",
                Recipes.alter(table, "drop constraint " + Name.sql(name))
                        + Recipes.alter(table, "alter column " + Name.sql(alter.column()) + " type " + alter.type())
                        + Recipes.notValidThenValid(table, name, check.sql()));
    }

    private static @Nullable Hit narrows(Scene scene, Name table, AlterType alter) {
        DataType before = before(scene, table, alter);
        return before != null && before.isNarrowedBy(alter.type())
                ? Hit.on(
                        table,
                        alter.column(),
                        "values of " + alter.column() + " that fit " + before + " may not fit " + alter.type(),
                        "-- first see whether there are any:\nselect count(*) from " + table.sql() + " where "
                                + Name.sql(alter.column()) + " is distinct from " + Name.sql(alter.column()) + "::"
                                + alter.type() + "::" + before + ";\n" + newColumn(table, alter))
                : null;
    }
}
