package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.Scene.Held;
import io.upshift.postgres.lint.Statement.Change;
import io.upshift.postgres.lint.Statement.Change.Verb;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows that a migration changes. */
final class DataRules {
    private DataRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "data-change-in-one-transaction",
                        Category.LOCK,
                        Severity.WARNING,
                        "A change of many rows in one transaction keeps each of them locked until it ends, holds VACUUM back"
                                + " everywhere, and starts over when it fails. In batches each of them ends soon, and is done.",
                        "sql-update.html",
                        Change.class,
                        DataRules::all),
                Rule.of(
                        "schema-and-data-mixed",
                        Category.LOCK,
                        Severity.WARNING,
                        "The lock of an ALTER TABLE is kept while rows are changed behind it in the same transaction. Change the"
                                + " schema in one migration and the data in the next.",
                        "explicit-locking.html#LOCKING-TABLES",
                        Change.class,
                        DataRules::mixed));
    }

    private static boolean isLarge(Scene scene, Change change) {
        return !change.isBounded()
                && !isByKey(scene, change)
                && !scene.unit().isBatched()
                && !scene.isFresh(change.table());
    }

    /** Whether it names its rows by their key, so that they are as few as the values. */
    private static boolean isByKey(Scene scene, Change change) {
        KnownTable known = scene.table(change.table());
        boolean byIndex = known != null
                && known.indexes().stream()
                        .anyMatch(index -> index.isUnique()
                                && !index.columns().isEmpty()
                                && change.pinned().containsAll(index.columns()));
        return byIndex || change.pinned().contains("id");
    }

    private static @Nullable Hit all(Scene scene, Change change) {
        boolean saidElsewhere = !change.hasWhere() && change.verb() != Verb.INSERT;
        return isLarge(scene, change) && !saidElsewhere
                ? Hit.on(
                        change.table(),
                        "the rows of " + change.table() + " that it changes stay locked until all of them are done",
                        "-- as a DataMigration, in batches by key:\n"
                                + scene.located().sql().strip() + "\n    /* and a range of its key */;")
                : null;
    }

    private static @Nullable Hit mixed(Scene scene, Change change) {
        Held held = scene.strongest();
        return held != null && isLarge(scene, change)
                ? Hit.on(
                        held.effect().table(),
                        held.effect().table() + " stays locked ("
                                + held.effect().lock().words() + ", by "
                                + held.by().nearby() + ") during the "
                                + change.verb().name().toLowerCase(Locale.ROOT) + " of " + change.table(),
                        Recipes.LATER + scene.located().sql().strip() + ";")
                : null;
    }
}
