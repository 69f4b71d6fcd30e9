package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.LockMode;
import io.upshift.postgres.lint.Effect.Work;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.Scene.Held;
import io.upshift.postgres.lint.Statement.AlterTable;
import io.upshift.postgres.lint.Statement.CreateIndex;
import io.upshift.postgres.lint.Statement.DropIndex;
import io.upshift.postgres.lint.Statement.LockTable;
import io.upshift.postgres.lint.Statement.Reindex;
import io.upshift.postgres.lint.Statement.SetParameter;
import io.upshift.postgres.lint.Statement.TransactionControl;
import io.upshift.postgres.lint.TableAction.DetachPartition;
import io.upshift.postgres.lint.TableAction.ValidateConstraint;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a statement means for those before and after it in its transaction. */
final class TransactionRules {
    private static final String LOCKS = "explicit-locking.html#LOCKING-TABLES";
    private static final Set<String> LIMITS = Set.of("lock_timeout", "statement_timeout");
    private static final Set<String> NO_LIMIT = Set.of("0", "default", "0s", "0ms", "-1");

    private TransactionRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "concurrently-in-transaction",
                        Category.CORRECTNESS,
                        Severity.ERROR,
                        "PostgreSQL refuses CONCURRENTLY inside a transaction block, and a migration is one unless it says that"
                                + " it isn't.",
                        "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
                        Statement.class,
                        (scene, statement) -> scene.unit().isOneTransaction() && isConcurrent(statement)
                                ? Hit.of(
                                        "PostgreSQL refuses it inside the migration's transaction",
                                        Recipes.ALONE + scene.located().sql().strip() + ";")
                                : null),
                Rule.of(
                        "transaction-control",
                        Category.CORRECTNESS,
                        Severity.ERROR,
                        "The runner begins and ends the transaction, together with its history entry. A COMMIT of the migration's"
                                + " own leaves what was done unrecorded, a ROLLBACK records what wasn't done.",
                        "sql-begin.html",
                        TransactionControl.class,
                        (scene, control) -> control.words().startsWith("savepoint")
                                        || control.words().startsWith("release")
                                        || control.words().contains("to")
                                ? null
                                : Hit.of(
                                        control.words() + " is the runner's to say",
                                        "-- take it out; what needs a transaction of its own is a migration of its own")),
                Rule.of(
                        "unbounded-lock-wait",
                        Category.LOCK,
                        Severity.ERROR,
                        "A statement that waits for its lock without a limit makes everything wait that comes behind it. The"
                                + " runner sets lock_timeout and statement_timeout; a migration must not take them away.",
                        "runtime-config-client.html#GUC-LOCK-TIMEOUT",
                        Statement.class,
                        TransactionRules::unbounded),
                Rule.of(
                        "explicit-lock",
                        Category.LOCK,
                        Severity.WARNING,
                        "LOCK TABLE keeps its lock until the transaction ends. What has to be safe from others usually is with"
                                + " the weaker lock that each statement takes itself.",
                        "sql-lock.html",
                        LockTable.class,
                        (scene, lock) -> lock.mode().blocksWrites()
                                ? Hit.on(
                                        lock.tables().get(0),
                                        "others wait for " + lock.tables().get(0) + " until the migration ends",
                                        "-- leave it out, or lock what conflicts only:\nlock table "
                                                + lock.tables().get(0).sql() + " in share update exclusive mode;")
                                : null),
                new Rule(
                        "work-under-lock",
                        Category.LOCK,
                        Severity.WARNING,
                        false,
                        "A lock is kept until its transaction ends: whatever reads, builds or writes a whole table behind it"
                                + " prolongs it.",
                        LOCKS,
                        TransactionRules::work),
                new Rule(
                        "several-tables-locked",
                        Category.LOCK,
                        Severity.WARNING,
                        false,
                        "A transaction that locks one table while it holds another makes users of both wait, and deadlocks with"
                                + " one that takes them the other way round. One table a migration.",
                        LOCKS,
                        TransactionRules::several),
                new Rule(
                        "combine-alters",
                        Category.PRACTICE,
                        Severity.ADVICE,
                        false,
                        "Each ALTER TABLE that scans or rewrites goes over the whole table again; one with several actions goes"
                                + " over it once.",
                        "sql-altertable.html#SQL-ALTERTABLE-NOTES",
                        TransactionRules::combine));
    }

    private static boolean isConcurrent(Statement statement) {
        if (statement instanceof AlterTable alter) {
            return alter.actions().stream()
                    .anyMatch(action -> action instanceof DetachPartition detach && detach.concurrently());
        }
        return (statement instanceof CreateIndex create && create.concurrently())
                || (statement instanceof DropIndex drop && drop.concurrently())
                || (statement instanceof Reindex reindex && reindex.concurrently());
    }

    private static @Nullable Hit unbounded(Scene scene, Statement statement) {
        if (statement instanceof SetParameter set) {
            boolean all = set.parameter().equals("all");
            return (LIMITS.contains(set.parameter()) || all) && NO_LIMIT.contains(set.value())
                    ? Hit.of(
                            (all ? "lock_timeout" : set.parameter()) + " is taken away for what follows",
                            "-- leave it out; to wait longer, once, in the file's first lines:\n"
                                    + "-- upshift: lock-timeout = 5s")
                    : null;
        }
        boolean strong =
                scene.effects().stream().anyMatch(effect -> effect.lock().blocksWrites());
        return strong && !scene.policy().isLimited() && !isLimitedBefore(scene)
                ? Hit.on(
                        scene.effects().get(0).table(),
                        "it waits for its lock without a limit, and everything behind it waits too",
                        "set local lock_timeout = '1s';\n"
                                + scene.located().sql().strip() + ";")
                : null;
    }

    private static boolean isLimitedBefore(Scene scene) {
        return scene.unit().statements().stream()
                .limit(scene.index())
                .anyMatch(before -> before.statement() instanceof SetParameter set
                        && set.parameter().equals("lock_timeout")
                        && !NO_LIMIT.contains(set.value()));
    }

    private static Stream<Rule.Found> work(Scene scene, Statement statement) {
        Held held = scene.strongest();
        boolean isLong =
                scene.effects().stream().anyMatch(effect -> effect.work().isLong() && effect.work() != Work.ROWS);
        boolean isValidation = statement instanceof AlterTable alter
                && alter.actions().stream().anyMatch(ValidateConstraint.class::isInstance);
        if (held == null || !isLong || isValidation) {
            return Stream.empty();
        }
        Effect effect = scene.effects().stream()
                .filter(one -> one.work().isLong())
                .findFirst()
                .orElseThrow();
        return Stream.of(new Rule.Found(
                Hit.on(
                        held.effect().table(),
                        held.effect().table() + " stays locked ("
                                + held.effect().lock().words() + ", by "
                                + held.by().nearby() + ") during the " + Prediction.words(effect.work()) + " of "
                                + effect.table(),
                        Recipes.LATER + scene.located().sql().strip() + ";"),
                List.of(held.effect())));
    }

    private static Stream<Rule.Found> several(Scene scene, Statement statement) {
        Set<Name> going = going(scene);
        List<Name> now = strong(scene.effects().stream());
        List<Name> before = strong(scene.held().stream().map(Held::effect));
        List<Name> staying =
                now.stream().filter(table -> !going.contains(table)).toList();
        boolean dropsReferring = statement instanceof Statement.Drop && !staying.isEmpty();
        Name other = before.stream()
                .filter(table -> !now.contains(table) && !going.contains(table))
                .findFirst()
                .orElse(null);
        boolean another = other != null && staying.stream().anyMatch(table -> !before.contains(table));
        if (!dropsReferring && !another) {
            return Stream.empty();
        }
        Name first = other == null ? now.get(0) : other;
        Name second = staying.get(0);
        return Stream.of(new Rule.Found(
                Hit.on(
                        second,
                        "it locks " + second + " while " + first + " is locked",
                        dropsReferring
                                ? "-- first each foreign key, in a migration of its own:\n"
                                        + Recipes.alter(first, "drop constraint …")
                                : Recipes.LATER + scene.located().sql().strip() + ";"),
                scene.effects()));
    }

    /** What the migration drops, and nobody is to use any more. */
    private static Set<Name> going(Scene scene) {
        return scene.unit().statements().stream()
                .map(LintUnit.Located::statement)
                .filter(Statement.Drop.class::isInstance)
                .flatMap(drop -> ((Statement.Drop) drop).names().stream())
                .collect(Collectors.toSet());
    }

    private static List<Name> strong(Stream<Effect> effects) {
        return effects.filter(effect -> effect.lock().blocksWrites())
                .map(Effect::table)
                .distinct()
                .toList();
    }

    private static Stream<Rule.Found> combine(Scene scene, Statement statement) {
        if (!(statement instanceof AlterTable alter) || !goesOverAll(scene.effects(), alter.table())) {
            return Stream.empty();
        }
        boolean again = scene.held().stream()
                .anyMatch(held -> held.by().statement() instanceof AlterTable
                        && goesOverAll(List.of(held.effect()), alter.table()));
        return again
                ? Stream.of(new Rule.Found(
                        Hit.on(
                                alter.table(),
                                alter.table() + " is gone over again",
                                "-- one statement for all of it:\nalter table "
                                        + alter.table().sql() + "\n    …,\n    …;"),
                        scene.effects()))
                : Stream.empty();
    }

    private static boolean goesOverAll(List<Effect> effects, Name table) {
        return effects.stream()
                .anyMatch(effect -> effect.table().equals(table)
                        && effect.isBlockingWork()
                        && effect.lock() == LockMode.ACCESS_EXCLUSIVE);
    }
}
