package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.Constraint.Kind;
import io.upshift.postgres.lint.Effect.Work;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.Scene.Held;
import io.upshift.postgres.lint.Statement.AlterDomain;
import io.upshift.postgres.lint.Statement.CreateDomain;
import io.upshift.postgres.lint.TableAction.AddColumn;
import io.upshift.postgres.lint.TableAction.AddConstraint;
import io.upshift.postgres.lint.TableAction.SetNotNull;
import io.upshift.postgres.lint.TableAction.ValidateConstraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Constraints that are added to tables with rows in them. */
final class ConstraintRules {
    private static final String NOTES = "sql-altertable.html#SQL-ALTERTABLE-NOTES";

    private ConstraintRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.onAction(
                        "check-validates",
                        Category.LOCK,
                        Severity.ERROR,
                        "Adding a CHECK reads every row under an ACCESS EXCLUSIVE lock. NOT VALID holds for new rows at once;"
                                + " VALIDATE reads the old ones while reads and writes go on.",
                        NOTES,
                        AddConstraint.class,
                        (scene, table, add) -> add.constraint().kind() == Kind.CHECK
                                        && !add.constraint().isNotValid()
                                ? check(table, add.constraint(), "")
                                : null),
                Rule.onAction(
                        "column-check-validates",
                        Category.LOCK,
                        Severity.ERROR,
                        "A CHECK that comes with a new column is held against every row, under the ACCESS EXCLUSIVE lock of"
                                + " ALTER TABLE. Add the column without it, then the CHECK as NOT VALID.",
                        NOTES,
                        AddColumn.class,
                        ConstraintRules::columnCheck),
                Rule.onAction(
                        "set-not-null-scans",
                        Category.LOCK,
                        Severity.ERROR,
                        "SET NOT NULL reads every row under an ACCESS EXCLUSIVE lock, unless a valid CHECK (… IS NOT NULL)"
                                + " proves already, from PostgreSQL 12 on, that there is no null.",
                        "sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL",
                        SetNotNull.class,
                        ConstraintRules::setNotNull),
                Rule.onAction(
                        "unique-constraint-builds-index",
                        Category.LOCK,
                        Severity.ERROR,
                        "A UNIQUE or PRIMARY KEY constraint builds its index under an ACCESS EXCLUSIVE lock. Build a unique"
                                + " index concurrently and make it the constraint's.",
                        "sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX",
                        AddConstraint.class,
                        (scene, table, add) ->
                                isKey(add.constraint()) && add.constraint().usingIndex() == null
                                        ? key(scene, table, add.constraint())
                                        : null),
                Rule.onAction(
                        "column-key-builds-index",
                        Category.LOCK,
                        Severity.ERROR,
                        "A column that is added as UNIQUE or PRIMARY KEY has its index built under the ACCESS EXCLUSIVE lock"
                                + " of ALTER TABLE. Add the column first, then a unique index concurrently.",
                        "sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX",
                        AddColumn.class,
                        (scene, table, add) -> add.column().constraints().stream()
                                .filter(ConstraintRules::isKey)
                                .map(constraint -> key(scene, table, constraint))
                                .findFirst()
                                .orElse(null)),
                Rule.onAction(
                        "primary-key-on-nullable",
                        Category.LOCK,
                        Severity.ERROR,
                        "A PRIMARY KEY USING INDEX sets its columns NOT NULL, and where they weren't it reads every row under"
                                + " an ACCESS EXCLUSIVE lock. Make them NOT NULL before.",
                        "sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX",
                        AddConstraint.class,
                        ConstraintRules::nullable),
                Rule.onAction(
                        "exclusion-constraint",
                        Category.LOCK,
                        Severity.ERROR,
                        "An exclusion constraint is built under an ACCESS EXCLUSIVE lock, and there is no way to build it"
                                + " concurrently. Make a new table with it and copy the rows in batches.",
                        "sql-createtable.html#SQL-CREATETABLE-EXCLUDE",
                        AddConstraint.class,
                        (scene, table, add) -> add.constraint().kind() == Kind.EXCLUDE
                                ? Hit.on(
                                        table,
                                        "nobody can use " + table + " until the index of "
                                                + add.constraint().nameOn(table) + " is built",
                                        "create table "
                                                + table.sibling(table.name() + "_new")
                                                        .sql() + " (like "
                                                + table.sql() + " including all, "
                                                + add.constraint().sql()
                                                + ");\n-- then copy in batches, and swap the two")
                                : null),
                Rule.onAction(
                        "validate-under-lock",
                        Category.LOCK,
                        Severity.ERROR,
                        "VALIDATE CONSTRAINT lets others work, but not what its transaction has locked before: that stays"
                                + " locked until every row is read. Give it a migration of its own.",
                        NOTES,
                        ValidateConstraint.class,
                        ConstraintRules::validate),
                Rule.of(
                        "domain-constraint",
                        Category.LOCK,
                        Severity.WARNING,
                        "A constraint that a domain gets is held against every column that uses the domain, in every table,"
                                + " under locks that stop writes. NOT VALID leaves the old values for VALIDATE.",
                        "sql-alterdomain.html",
                        AlterDomain.class,
                        (scene, alter) -> alter.addsConstraint() && !alter.isNotValid()
                                ? Hit.of(
                                        "every table with a column of " + alter.domain() + " is read while writes wait",
                                        domain(alter))
                                : null),
                Rule.of(
                        "domain-with-constraint",
                        Category.PRACTICE,
                        Severity.ADVICE,
                        "A domain's constraint can't be loosened for one table alone, and to tighten it is to read all of"
                                + " them. A CHECK on the column can be changed for each table.",
                        "sql-createdomain.html",
                        CreateDomain.class,
                        (scene, create) -> create.hasConstraint()
                                ? Hit.of(
                                        "the constraint of " + create.domain() + " binds all tables that will use it",
                                        "-- give each column its own constraint:\n"
                                                + "alter table … add constraint … check (…) not valid;")
                                : null));
    }

    private static Hit check(Name table, Constraint constraint, String before) {
        return Hit.on(
                table,
                "nobody can use " + table + " until " + (constraint.name() == null ? "the CHECK" : constraint.name())
                        + " is held against every row",
                before + Recipes.notValidThenValid(table, constraint.nameOn(table), constraint.sql()));
    }

    private static @Nullable Hit columnCheck(Scene scene, Name table, AddColumn add) {
        Column column = add.column();
        return column.constraints().stream()
                .filter(constraint -> constraint.kind() == Kind.CHECK)
                .map(constraint -> check(
                        table,
                        constraint,
                        Recipes.alter(
                                table,
                                "add column " + Name.sql(column.name()) + " "
                                        + column.type().sql())))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Hit setNotNull(Scene scene, Name table, SetNotNull set) {
        Work work = new TableEffects(scene.before(), table).of(set).get(0).work();
        if (work == Work.NONE) {
            return null;
        }
        String column = Name.sql(set.column());
        String proof = Name.sql(Recipes.cut(table.name() + "_" + set.column() + "_not_null"));
        return Hit.on(
                table,
                set.column(),
                "nobody can use " + table + " until every row is looked at for a null in " + set.column(),
                Recipes.alter(table, "add constraint " + proof + " check (" + column + " is not null) not valid")
                        + Recipes.LATER
                        + Recipes.alter(table, "validate constraint " + proof)
                        + Recipes.LATER
                        + Recipes.alter(table, "alter column " + column + " set not null")
                        + Recipes.alter(table, "drop constraint " + proof));
    }

    private static boolean isKey(Constraint constraint) {
        return constraint.kind() == Kind.UNIQUE || constraint.kind() == Kind.PRIMARY_KEY;
    }

    private static Hit key(Scene scene, Name table, Constraint constraint) {
        String name = constraint.nameOn(table);
        String kind = constraint.kind() == Kind.UNIQUE ? "unique" : "primary key";
        String rest = table.sql() + " (" + Recipes.list(constraint.columns()) + ")";
        KnownTable known = scene.table(table);
        boolean partitioned = known != null && known.isPartitioned();
        return Hit.on(
                table,
                "nobody can use " + table + " until the index of " + name + " is built",
                partitioned
                        ? Recipes.indexOnPartitions(true, name, table, rest)
                        : Recipes.indexConcurrently(true, name, rest)
                                + Recipes.LATER
                                + Recipes.alter(
                                        table,
                                        "add constraint " + Name.sql(name) + " " + kind + " using index "
                                                + Name.sql(name)));
    }

    private static @Nullable Hit nullable(Scene scene, Name table, AddConstraint add) {
        if (add.constraint().kind() != Kind.PRIMARY_KEY || add.constraint().usingIndex() == null) {
            return null;
        }
        List<String> nullable = new TableEffects(scene.before(), table).nullable(add.constraint());
        if (nullable.isEmpty()) {
            return null;
        }
        Hit notNull = setNotNull(scene, table, new SetNotNull(nullable.get(0)));
        return Hit.on(
                table,
                nullable.get(0),
                "nobody can use " + table + " until " + String.join(", ", nullable) + " is known to hold no null",
                (notNull == null ? "" : notNull.recipe()) + "\n-- and only then the primary key");
    }

    private static @Nullable Hit validate(Scene scene, Name table, ValidateConstraint validate) {
        Held held = scene.strongest();
        return held == null
                ? null
                : Hit.on(
                        table,
                        held.effect().table() + " stays locked ("
                                + held.effect().lock().words()
                                + ", by "
                                + held.by().nearby() + ") until every row of " + table + " is read",
                        Recipes.LATER + Recipes.alter(table, "validate constraint " + Name.sql(validate.constraint())));
    }

    private static String domain(AlterDomain alter) {
        return "alter domain " + alter.domain().sql() + " add constraint "
                + alter.domain().name() + "_check "
                + (alter.constraintSql().equals("not null") ? "check (value is not null)" : alter.constraintSql())
                + " not valid;\n" + Recipes.LATER + "alter domain "
                + alter.domain().sql() + " validate constraint "
                + alter.domain().name() + "_check;";
    }
}
