package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.LockMode;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.Statement.Block;
import io.upshift.postgres.lint.Statement.Unreadable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The migration as a whole, and what can't be looked into. */
final class MigrationRules {
    private MigrationRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "unparsable-statement",
                        Category.CORRECTNESS,
                        Severity.WARNING,
                        "The grammar doesn't know this statement, so no rule has looked at it. PostgreSQL may know it all the"
                                + " same: the grammar has gaps, which docs/adr/0005 lists.",
                        "sql-commands.html",
                        Unreadable.class,
                        (scene, statement) -> Hit.of(
                                "it can't be parsed, and nobody has checked it: " + statement.why(),
                                "-- look at it by hand, and say so:\n"
                                        + "-- upshift: allow = unparsable-statement, because = \"…\"")),
                Rule.of(
                        "opaque-statement",
                        Category.PRACTICE,
                        Severity.ADVICE,
                        "A DO block that puts its SQL together can do anything, and what it does depends on the database.",
                        "sql-do.html",
                        Block.class,
                        (scene, block) -> block.isOpaque()
                                ? Hit.of(
                                        "what this block executes can't be seen",
                                        "-- write the statements themselves, where they are known")
                                : null),
                Rule.of(
                        "no-way-back",
                        Category.PRACTICE,
                        Severity.ADVICE,
                        "A migration without a down can't be reverted: the way back is a new migration, or a backup.",
                        "ddl-alter.html",
                        Statement.class,
                        (scene, statement) -> Boolean.FALSE.equals(scene.unit().isReversible()) && scene.index() == 0
                                ? Hit.of(
                                        scene.unit() + " has no down",
                                        "-- a file beside it whose name starts with U, or ends in .down.sql")
                                : null),
                Rule.of(
                        "impacted-tables-incomplete",
                        Category.PRACTICE,
                        Severity.ADVICE,
                        "Whoever reads impacted-tables relies on it to name every table that is locked or changed.",
                        "explicit-locking.html",
                        Statement.class,
                        MigrationRules::impacted));
    }

    private static @Nullable Hit impacted(Scene scene, Statement statement) {
        List<String> said = scene.unit().metadata().impactedTables();
        return said.isEmpty()
                ? null
                : scene.effects().stream()
                        .filter(effect -> effect.lock().compareTo(LockMode.ROW_EXCLUSIVE) >= 0)
                        .map(Effect::table)
                        .filter(table -> !said.contains(table.name()) && !said.contains(table.sql()))
                        .findFirst()
                        .map(table -> Hit.on(
                                table,
                                "it locks " + table + ", which impacted-tables doesn't name",
                                "-- upshift: impacted-tables = [" + String.join(", ", said) + ", " + table.name()
                                        + "]"))
                        .orElse(null);
    }
}
