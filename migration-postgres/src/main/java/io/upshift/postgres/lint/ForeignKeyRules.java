package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.Constraint.Kind;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.Rule.Found;
import io.upshift.postgres.lint.Statement.AlterTable;
import io.upshift.postgres.lint.Statement.CreateTable;
import io.upshift.postgres.lint.TableAction.AddColumn;
import io.upshift.postgres.lint.TableAction.AddConstraint;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Foreign keys. */
final class ForeignKeyRules {
    private static final String SOURCE = "ddl-constraints.html#DDL-CONSTRAINTS-FK";

    private ForeignKeyRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "foreign-key-validates",
                        Category.LOCK,
                        Severity.ERROR,
                        "Adding a foreign key takes SHARE ROW EXCLUSIVE on both tables and keeps it while every row is"
                                + " looked up: nobody writes to either. NOT VALID looks at new rows only, and VALIDATE reads the"
                                + " old ones while writes go on.",
                        "sql-altertable.html#SQL-ALTERTABLE-NOTES",
                        AlterTable.class,
                        ForeignKeyRules::validates),
                new Rule(
                        "foreign-key-type-mismatch",
                        Category.CORRECTNESS,
                        Severity.WARNING,
                        false,
                        "A foreign key between columns of different types converts one at each check, and overflows once the"
                                + " wider side grows beyond the narrower.",
                        SOURCE,
                        (scene, statement) -> keys(statement).flatMap(key -> mismatch(scene, key))),
                new Rule(
                        "foreign-key-without-index",
                        Category.PRACTICE,
                        Severity.WARNING,
                        false,
                        "PostgreSQL makes no index for a foreign key. Without one each DELETE, and each change of the key, in"
                                + " the referenced table reads the whole referencing table.",
                        SOURCE,
                        (scene, statement) -> keys(statement).flatMap(key -> withoutIndex(scene, key))));
    }

    /** A foreign key and the table that has it. */
    private record Key(Name table, Constraint constraint, Name references) {}

    private static Stream<Key> keys(Statement statement) {
        if (statement instanceof CreateTable create) {
            return Stream.concat(
                            create.constraints().stream(),
                            create.columns().stream().flatMap(column -> column.constraints().stream()))
                    .flatMap(constraint -> key(create.table(), constraint));
        }
        if (statement instanceof AlterTable alter) {
            return alter.actions().stream()
                    .flatMap(ForeignKeyRules::added)
                    .flatMap(constraint -> key(alter.table(), constraint));
        }
        return statement instanceof Statement.Block block
                ? block.within().stream().flatMap(ForeignKeyRules::keys)
                : Stream.empty();
    }

    private static Stream<Constraint> added(TableAction action) {
        if (action instanceof AddConstraint add) {
            return Stream.of(add.constraint());
        }
        return action instanceof AddColumn add ? add.column().constraints().stream() : Stream.empty();
    }

    private static Stream<Key> key(Name table, Constraint constraint) {
        Name references = constraint.references();
        return references == null ? Stream.empty() : Stream.of(new Key(table, constraint, references));
    }

    private static @Nullable Hit validates(Scene scene, AlterTable alter) {
        for (TableAction action : alter.actions()) {
            Constraint constraint = scanning(action);
            if (constraint != null) {
                String own = constraint.columns().isEmpty() ? "" : Recipes.list(constraint.columns());
                String sql = action instanceof AddColumn
                        ? "foreign key (" + own + ") " + constraint.sql()
                        : constraint.sql();
                return Hit.on(
                        alter.table(),
                        "writes to " + alter.table() + " and " + constraint.references() + " wait until every row of "
                                + alter.table() + " is looked up",
                        Recipes.notValidThenValid(alter.table(), constraint.nameOn(alter.table()), sql));
            }
        }
        return null;
    }

    private static @Nullable Constraint scanning(TableAction action) {
        if (action instanceof AddConstraint add) {
            Constraint constraint = add.constraint();
            return constraint.kind() == Kind.FOREIGN_KEY && !constraint.isNotValid() ? constraint : null;
        }
        // A column that starts as null has nothing to look up, and PostgreSQL doesn't.
        return action instanceof AddColumn add && !add.column().startsNull()
                ? add.column().constraints().stream()
                        .filter(constraint -> constraint.kind() == Kind.FOREIGN_KEY)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static Stream<Found> mismatch(Scene scene, Key key) {
        List<String> referenced = key.constraint().referenced().isEmpty()
                ? primaryKey(scene.after().find(key.references()))
                : key.constraint().referenced();
        KnownTable from = scene.after().find(key.table());
        KnownTable to = scene.after().find(key.references());
        for (int i = 0;
                from != null
                        && to != null
                        && i
                                < Math.min(
                                        referenced.size(),
                                        key.constraint().columns().size());
                i++) {
            String column = key.constraint().columns().get(i);
            DataType own = from.type(column);
            DataType other = to.type(referenced.get(i));
            if (own != null && other != null && !own.name().equals(other.name())) {
                return found(
                        scene,
                        Hit.on(
                                key.table(),
                                column,
                                column + " is " + own + " and refers to a column of the type " + other,
                                "-- make the column with the type of what it refers to:\n" + Name.sql(column) + " "
                                        + other.stored().sql()));
            }
        }
        return Stream.empty();
    }

    private static List<String> primaryKey(@Nullable KnownTable table) {
        return table == null
                ? List.of()
                : table.constraints().stream()
                        .filter(known -> known.constraint().kind() == Kind.PRIMARY_KEY)
                        .flatMap(known -> known.constraint().columns().stream())
                        .toList();
    }

    private static Stream<Found> withoutIndex(Scene scene, Key key) {
        List<String> columns = key.constraint().columns();
        KnownTable known = scene.after().find(key.table());
        if (columns.isEmpty() || known == null || known.hasIndexOn(columns)) {
            return Stream.empty();
        }
        String name = Recipes.cut(key.table().name() + "_" + String.join("_", columns) + "_idx");
        String rest = key.table().sql() + " (" + Recipes.list(columns) + ")";
        String recipe = scene.isFresh(key.table())
                ? "create index " + Name.sql(name) + " on " + rest + ";"
                : Recipes.indexConcurrently(false, name, rest);
        String seen = known.isWhole() ? "has no index" : "has no index that was seen here";
        return found(
                scene,
                Hit.on(
                        key.table(),
                        columns.get(0),
                        "the foreign key to " + key.references() + " on " + Recipes.list(columns) + " " + seen,
                        recipe));
    }

    private static Stream<Found> found(Scene scene, Hit hit) {
        return Stream.of(new Found(hit, scene.effects()));
    }
}
