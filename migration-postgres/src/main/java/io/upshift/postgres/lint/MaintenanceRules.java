package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.Statement.Compact;
import io.upshift.postgres.lint.Statement.RefreshView;
import io.upshift.postgres.lint.TableAction.AttachPartition;
import io.upshift.postgres.lint.TableAction.DetachPartition;
import io.upshift.postgres.lint.TableAction.Rewrite;
import io.upshift.postgres.lint.TableAction.SetTablespace;
import java.util.List;

/** Moving, rewriting and partitioning what is there. */
final class MaintenanceRules {
    private MaintenanceRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "vacuum-full-or-cluster",
                        Category.LOCK,
                        Severity.ERROR,
                        "VACUUM FULL and CLUSTER write the table anew under an ACCESS EXCLUSIVE lock: nobody reads or writes"
                                + " it meanwhile. A plain VACUUM frees the room for reuse; pg_repack, or REPACK CONCURRENTLY"
                                + " from PostgreSQL 19 on, gives it back.",
                        "sql-vacuum.html",
                        Compact.class,
                        MaintenanceRules::compact),
                Rule.of(
                        "refresh-view-blocks",
                        Category.LOCK,
                        Severity.WARNING,
                        "REFRESH MATERIALIZED VIEW stops everybody who reads the view until it is filled again."
                                + " CONCURRENTLY lets them read; it needs a unique index on the view.",
                        "sql-refreshmaterializedview.html",
                        RefreshView.class,
                        (scene, refresh) -> refresh.concurrently()
                                ? null
                                : Hit.on(
                                        refresh.view(),
                                        "readers of " + refresh.view() + " wait until it is filled",
                                        "-- needs a unique index on " + refresh.view()
                                                + "\nrefresh materialized view concurrently "
                                                + refresh.view().sql() + ";")),
                Rule.onAction(
                        "detach-partition-blocks",
                        Category.LOCK,
                        Severity.WARNING,
                        "DETACH PARTITION takes an ACCESS EXCLUSIVE lock on the parent and on the partition. CONCURRENTLY,"
                                + " from PostgreSQL 14 on and outside a transaction, takes SHARE UPDATE EXCLUSIVE on the"
                                + " parent.",
                        "sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION",
                        DetachPartition.class,
                        (scene, table, detach) -> detach.concurrently() || detach.finish()
                                ? null
                                : Hit.on(
                                        table,
                                        "everything on " + table + " waits while " + detach.partition()
                                                + " is detached",
                                        Recipes.ALONE
                                                + Recipes.alter(
                                                        table,
                                                        "detach partition "
                                                                + detach.partition()
                                                                        .sql() + " concurrently"))),
                Rule.onAction(
                        "attach-partition-scans",
                        Category.LOCK,
                        Severity.WARNING,
                        "ATTACH PARTITION reads the whole partition, under an ACCESS EXCLUSIVE lock on it, unless a valid"
                                + " CHECK proves that all of its rows belong there.",
                        "sql-altertable.html#SQL-ALTERTABLE-ATTACH-PARTITION",
                        AttachPartition.class,
                        MaintenanceRules::attach),
                Rule.onAction(
                        "table-rewrite",
                        Category.LOCK,
                        Severity.ERROR,
                        "This ALTER TABLE writes every row anew under an ACCESS EXCLUSIVE lock, and needs the table's size"
                                + " again on disk. Copy into a new table in batches and swap the two.",
                        "sql-altertable.html#SQL-ALTERTABLE-NOTES",
                        Rewrite.class,
                        (scene, table, rewrite) -> Hit.on(
                                table,
                                rewrite.words() + " rewrites " + table + " while nobody can use it",
                                copy(table) + Recipes.alter(table.sibling(table.name() + "_new"), rewrite.words()))),
                Rule.onAction(
                        "set-tablespace",
                        Category.LOCK,
                        Severity.ERROR,
                        "SET TABLESPACE copies the table, block by block, under an ACCESS EXCLUSIVE lock. Make a new table"
                                + " there and copy in batches.",
                        "sql-altertable.html#SQL-ALTERTABLE-SET-TABLESPACE",
                        SetTablespace.class,
                        (scene, table, move) -> Hit.on(
                                table,
                                table + " is copied to " + move.tablespace() + " while nobody can use it",
                                copy(table).replace(";\n", " tablespace " + Name.sql(move.tablespace()) + ";\n"))));
    }

    private static Hit compact(Scene scene, Compact compact) {
        Name table = compact.table();
        if (table == null) {
            return Hit.of(compact.words() + " rewrites every table, each while nobody can use it", "vacuum;");
        }
        return Hit.on(
                table,
                compact.words() + " rewrites " + table + " while nobody can use it",
                Recipes.ALONE + "vacuum (analyze) " + table.sql() + ";");
    }

    private static @org.jspecify.annotations.Nullable Hit attach(Scene scene, Name table, AttachPartition attach) {
        Name partition = attach.partition();
        boolean reads = new TableEffects(scene.before(), table)
                .of(attach).stream().anyMatch(effect -> effect.work().isLong());
        return !reads || scene.isFresh(partition)
                ? null
                : Hit.on(
                        partition,
                        "all of " + partition + " is read before it becomes a partition of " + table,
                        Recipes.notValidThenValid(
                                        partition,
                                        partition.name() + "_bounds",
                                        "check (/* what its bounds say, and is not null */)")
                                + "-- and only then attach it");
    }

    private static String copy(Name table) {
        return "create table " + table.sibling(table.name() + "_new").sql() + " (like " + table.sql()
                + " including all);\n";
    }
}
