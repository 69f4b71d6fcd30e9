package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.Statement.CreateIndex;
import io.upshift.postgres.lint.Statement.DropIndex;
import io.upshift.postgres.lint.Statement.Reindex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Making and dropping indexes. */
final class IndexRules {
    private static final int MANY_KEYS = 3;
    private static final int BROKEN_FROM = 140_000;
    private static final int MENDED_IN = 140_004;

    private IndexRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "create-index-blocks-writes",
                        Category.LOCK,
                        Severity.ERROR,
                        "CREATE INDEX takes a SHARE lock until the index is built: reads go on, every write to the table"
                                + " waits. CONCURRENTLY lets them through.",
                        "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
                        CreateIndex.class,
                        IndexRules::create),
                Rule.of(
                        "partitioned-index-concurrently",
                        Category.CORRECTNESS,
                        Severity.ERROR,
                        "PostgreSQL builds no index concurrently on a partitioned table. Make it ON ONLY the parent, build"
                                + " one concurrently on each partition, and attach those.",
                        "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
                        CreateIndex.class,
                        IndexRules::partitioned),
                Rule.of(
                        "concurrently-corrupts-14",
                        Category.CORRECTNESS,
                        Severity.ERROR,
                        "CREATE INDEX and REINDEX CONCURRENTLY of PostgreSQL 14.0 to 14.3 may leave rows out of the index."
                                + " Update the server to 14.4 or later first.",
                        "https://www.postgresql.org/docs/release/14.4/",
                        CreateIndex.class,
                        (scene, create) -> create.concurrently() && isBroken(scene) ? broken(scene, create) : null),
                Rule.of(
                        "drop-index-blocks",
                        Category.LOCK,
                        Severity.WARNING,
                        "DROP INDEX takes an ACCESS EXCLUSIVE lock on the table: while it waits for a long query, everything"
                                + " behind it waits too. CONCURRENTLY doesn't stop anybody.",
                        "sql-dropindex.html",
                        DropIndex.class,
                        IndexRules::drop),
                Rule.of(
                        "drop-index-before-replacement",
                        Category.PRACTICE,
                        Severity.WARNING,
                        "Between dropping an index and building its successor the queries that it served read the whole"
                                + " table. Build the new one first.",
                        "sql-reindex.html#SQL-REINDEX-CONCURRENTLY",
                        DropIndex.class,
                        IndexRules::replaced),
                Rule.of(
                        "reindex-blocks",
                        Category.LOCK,
                        Severity.ERROR,
                        "REINDEX stops writes to the table, and every query that would use the index, until it is rebuilt."
                                + " CONCURRENTLY, from PostgreSQL 12 on, lets them through.",
                        "sql-reindex.html#SQL-REINDEX-CONCURRENTLY",
                        Reindex.class,
                        IndexRules::reindex),
                Rule.of(
                        "wide-index",
                        Category.PRACTICE,
                        Severity.ADVICE,
                        "A B-tree index over more than three columns is used well only by queries that fix its first ones,"
                                + " and every write pays for it. Two small ones, or INCLUDE, often serve more.",
                        "indexes-multicolumn.html",
                        CreateIndex.class,
                        (scene, create) -> create.keys() > MANY_KEYS && !create.isUnique()
                                ? Hit.on(create.table(), create.chosenName() + " has " + create.keys() + " keys", "")
                                : null),
                Rule.of(
                        "hash-index",
                        Category.PRACTICE,
                        Severity.ADVICE,
                        "A hash index answers = alone: no order, no range, no uniqueness, one column. A B-tree does all of"
                                + " it at about the same speed.",
                        "hash-index.html",
                        CreateIndex.class,
                        (scene, create) -> create.method().equals("hash")
                                ? Hit.on(
                                        create.table(),
                                        create.chosenName() + " is a hash index",
                                        Recipes.indexConcurrently(
                                                false,
                                                create.chosenName(),
                                                create.rest().replaceFirst("(?i)using\\s+hash\\s*", "")))
                                : null));
    }

    private static @Nullable Hit create(Scene scene, CreateIndex create) {
        if (create.concurrently() || create.only()) {
            return null;
        }
        KnownTable known = scene.table(create.table());
        String recipe = known != null && known.isPartitioned()
                ? Recipes.indexOnPartitions(create.isUnique(), create.chosenName(), create.table(), create.rest())
                : Recipes.indexConcurrently(create.isUnique(), create.chosenName(), create.rest());
        return Hit.on(
                create.table(),
                "writes to " + create.table() + " wait until the index " + create.chosenName() + " is built",
                recipe);
    }

    private static @Nullable Hit partitioned(Scene scene, CreateIndex create) {
        KnownTable known = scene.table(create.table());
        return create.concurrently() && known != null && known.isPartitioned()
                ? Hit.on(
                        create.table(),
                        create.table() + " is partitioned: PostgreSQL refuses to build an index on it concurrently",
                        Recipes.indexOnPartitions(
                                create.isUnique(), create.chosenName(), create.table(), create.rest()))
                : null;
    }

    private static boolean isBroken(Scene scene) {
        return scene.facts().version() >= BROKEN_FROM && scene.facts().version() < MENDED_IN;
    }

    private static Hit broken(Scene scene, CreateIndex create) {
        return Hit.on(
                create.table(),
                "the server is PostgreSQL 14." + scene.facts().version() % 100
                        + ", whose concurrent index builds may leave rows out",
                "-- update the server to 14.4 or later; then check what was built before:\n"
                        + "create extension if not exists amcheck;\nselect bt_index_check('"
                        + create.chosenName() + "', true);");
    }

    private static @Nullable Hit drop(Scene scene, DropIndex drop) {
        if (drop.concurrently() || drop.indexes().stream().allMatch(scene.before()::isDropped)) {
            return null;
        }
        StringBuilder recipe = new StringBuilder(Recipes.ALONE);
        drop.indexes()
                .forEach(index -> recipe.append("drop index concurrently ")
                        .append(index.sql())
                        .append(";\n"));
        Name table = scene.before().tableOfIndex(drop.indexes().get(0));
        String message = "everything on " + (table == null ? "the index's table" : table) + " waits while "
                + drop.indexes().get(0) + " is dropped";
        return table == null ? Hit.of(message, recipe.toString()) : Hit.on(table, message, recipe.toString());
    }

    private static @Nullable Hit replaced(Scene scene, DropIndex drop) {
        Name table = scene.before().tableOfIndex(drop.indexes().get(0));
        if (table == null || scene.isFresh(table)) {
            return null;
        }
        List<String> dropped = scene.before().table(table).indexes().stream()
                .filter(index -> index.name().equals(drop.indexes().get(0).name()))
                .flatMap(index -> index.columns().stream().limit(1))
                .toList();
        return scene.following()
                .filter(CreateIndex.class::isInstance)
                .map(CreateIndex.class::cast)
                .filter(create -> create.table().equals(table)
                        && create.columns().stream().limit(1).toList().equals(dropped))
                .findFirst()
                .map(create -> Hit.on(
                        table,
                        "until " + create.chosenName() + " is built, the queries that used "
                                + drop.indexes().get(0) + " have no index",
                        Recipes.indexConcurrently(create.isUnique(), create.chosenName(), create.rest())
                                + "drop index concurrently "
                                + drop.indexes().get(0).sql() + ";"))
                .orElse(null);
    }

    private static @Nullable Hit reindex(Scene scene, Reindex reindex) {
        Name name = reindex.name();
        if (reindex.concurrently() || name == null) {
            return reindex.concurrently()
                    ? null
                    : Hit.of("every index of the database is rebuilt, and its table stands still meanwhile", "");
        }
        String recipe = Recipes.ALONE + "reindex " + reindex.what() + " concurrently " + name.sql() + ";";
        Name table = reindex.what().equals("index") ? scene.before().tableOfIndex(name) : name;
        String message = "writes wait until " + name + " is rebuilt";
        return table == null || !List.of("index", "table").contains(reindex.what())
                ? Hit.of(message, recipe)
                : Hit.on(table, message, recipe);
    }
}
