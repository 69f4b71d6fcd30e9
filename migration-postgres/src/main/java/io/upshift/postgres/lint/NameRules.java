package io.upshift.postgres.lint;

import io.upshift.Preflight.Severity;
import io.upshift.postgres.lint.Rule.Category;
import io.upshift.postgres.lint.Statement.AlterTable;
import io.upshift.postgres.lint.Statement.CreateIndex;
import io.upshift.postgres.lint.Statement.CreateTable;
import io.upshift.postgres.lint.Statement.Drop;
import io.upshift.postgres.lint.Statement.DropIndex;
import io.upshift.postgres.lint.TableAction.AddColumn;
import io.upshift.postgres.lint.TableAction.AddConstraint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How things are named. */
final class NameRules {
    private static final int LONGEST = 63;

    private NameRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "long-identifier",
                        Category.CORRECTNESS,
                        Severity.WARNING,
                        "PostgreSQL cuts names off after 63 bytes, with a notice that nobody reads: two long names may become"
                                + " one, and code that looks for the whole name doesn't find it.",
                        "sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
                        Statement.class,
                        (scene, statement) -> made(statement).stream()
                                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length > LONGEST)
                                .findFirst()
                                .map(name -> Hit.of(
                                        name + " is longer than 63 bytes and is cut off",
                                        "-- choose a name of at most 63 bytes, such as "
                                                + name.substring(0, LONGEST).replaceFirst("_[^_]*$", "")))
                                .orElse(null)),
                Rule.of(
                                "unqualified-name",
                                Category.PRACTICE,
                                Severity.ADVICE,
                                "A name without its schema is found by the search path, which another role or tool may have set"
                                        + " otherwise. The runner sets it to the target's schema.",
                                "ddl-schemas.html#DDL-SCHEMAS-PATH",
                                CreateTable.class,
                                (scene, create) -> create.table().schema() == null && !create.isTemporary()
                                        ? Hit.on(
                                                create.table(),
                                                create.table() + " lies wherever the search path says",
                                                "create table public."
                                                        + create.table().sql() + " (…);")
                                        : null)
                        .offByDefault(),
                Rule.of(
                                "missing-if-exists",
                                Category.PRACTICE,
                                Severity.ADVICE,
                                "A statement that has to be repeatable, outside a transaction or by hand, fails the second time"
                                        + " without IF EXISTS. Inside the runner's transaction it hides a difference instead.",
                                "sql-droptable.html",
                                Statement.class,
                                NameRules::missing)
                        .offByDefault());
    }

    private static List<String> made(Statement statement) {
        List<String> names = new ArrayList<>();
        if (statement instanceof CreateTable create) {
            names.add(create.table().name());
            create.columns().forEach(column -> names.add(column.name()));
            create.constraints().forEach(constraint -> add(constraint.name(), names));
        } else if (statement instanceof CreateIndex create) {
            add(create.name(), names);
        } else if (statement instanceof AlterTable alter) {
            for (TableAction action : alter.actions()) {
                if (action instanceof AddColumn column) {
                    names.add(column.column().name());
                } else if (action instanceof AddConstraint constraint) {
                    add(constraint.constraint().name(), names);
                }
            }
        }
        return names;
    }

    private static void add(@Nullable String name, List<String> names) {
        if (name != null) {
            names.add(name);
        }
    }

    private static @Nullable Hit missing(Scene scene, Statement statement) {
        boolean drops = statement instanceof Drop drop && !drop.ifExists();
        boolean dropsIndex =
                statement instanceof DropIndex && !scene.located().sql().matches("(?is).*\\bif\\s+exists\\b.*");
        return drops || dropsIndex
                ? Hit.of(
                        "it fails when it runs a second time",
                        scene.located()
                                        .sql()
                                        .strip()
                                        .replaceFirst("(?i)^(drop\\s+\\w+(?:\\s+concurrently)?)", "$1 if exists")
                                + ";")
                : null;
    }
}
