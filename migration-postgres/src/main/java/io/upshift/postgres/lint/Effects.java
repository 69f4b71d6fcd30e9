package io.upshift.postgres.lint;

import static io.upshift.postgres.LockMode.ACCESS_EXCLUSIVE;
import static io.upshift.postgres.LockMode.ACCESS_SHARE;
import static io.upshift.postgres.LockMode.EXCLUSIVE;
import static io.upshift.postgres.LockMode.ROW_EXCLUSIVE;
import static io.upshift.postgres.LockMode.SHARE;
import static io.upshift.postgres.LockMode.SHARE_ROW_EXCLUSIVE;
import static io.upshift.postgres.LockMode.SHARE_UPDATE_EXCLUSIVE;

import io.upshift.postgres.LockMode;
import io.upshift.postgres.lint.Effect.Work;
import io.upshift.postgres.lint.Statement.AlterTable;
import io.upshift.postgres.lint.Statement.Change;
import io.upshift.postgres.lint.Statement.Compact;
import io.upshift.postgres.lint.Statement.CreateIndex;
import io.upshift.postgres.lint.Statement.CreateTable;
import io.upshift.postgres.lint.Statement.CreateTrigger;
import io.upshift.postgres.lint.Statement.Drop;
import io.upshift.postgres.lint.Statement.DropIndex;
import io.upshift.postgres.lint.Statement.LockTable;
import io.upshift.postgres.lint.Statement.Publish;
import io.upshift.postgres.lint.Statement.RefreshView;
import io.upshift.postgres.lint.Statement.Reindex;
import io.upshift.postgres.lint.Statement.Truncate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Predicts which tables a statement locks, how, and what it does meanwhile.
 *
 * <p>A test runs every example of a rule on a server and compares the prediction with {@code pg_locks} and the tables'
 * files.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html">Explicit locking</a>
 */
final class Effects {
    private final KnownSchema schema;

    Effects(KnownSchema schema) {
        this.schema = schema;
    }

    List<Effect> of(Statement statement) {
        if (statement instanceof AlterTable alter) {
            TableEffects effects = new TableEffects(schema, alter.table());
            return alter.actions().stream()
                    .flatMap(action -> effects.of(action).stream())
                    .toList();
        }
        if (statement instanceof CreateTable create) {
            return create(create);
        }
        if (statement instanceof CreateIndex create) {
            LockMode lock = create.concurrently() ? SHARE_UPDATE_EXCLUSIVE : SHARE;
            return List.of(new Effect(create.table(), lock, create.only() ? Work.NONE : Work.BUILD));
        }
        if (statement instanceof DropIndex drop) {
            LockMode lock = drop.concurrently() ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE;
            return drop.indexes().stream()
                    .flatMap(index -> onIndexed(index, lock, Work.NONE))
                    .toList();
        }
        if (statement instanceof Reindex reindex) {
            return reindex(reindex);
        }
        if (statement instanceof Drop drop) {
            return drop.what().endsWith("table")
                    ? drop.names().stream().flatMap(this::drop).toList()
                    : List.of();
        }
        if (statement instanceof Statement.Block block) {
            return block.within().stream()
                    .flatMap(within -> of(within).stream())
                    .toList();
        }
        return onOneTable(statement);
    }

    private static List<Effect> onOneTable(Statement statement) {
        if (statement instanceof Truncate truncate) {
            return truncate.tables().stream()
                    .map(table -> Effect.of(table, ACCESS_EXCLUSIVE))
                    .toList();
        }
        if (statement instanceof Change change) {
            return change(change);
        }
        if (statement instanceof Compact compact && compact.table() != null) {
            return List.of(new Effect(compact.table(), ACCESS_EXCLUSIVE, Work.REWRITE));
        }
        if (statement instanceof LockTable lock) {
            return lock.tables().stream()
                    .map(table -> Effect.of(table, lock.mode()))
                    .toList();
        }
        if (statement instanceof RefreshView refresh) {
            return List.of(
                    refresh.concurrently()
                            ? new Effect(refresh.view(), EXCLUSIVE, Work.ROWS)
                            : new Effect(refresh.view(), ACCESS_EXCLUSIVE, Work.REWRITE));
        }
        if (statement instanceof CreateTrigger create) {
            return List.of(Effect.of(create.table(), SHARE_ROW_EXCLUSIVE));
        }
        if (statement instanceof Publish publish) {
            return publish.tables().stream()
                    .map(table -> Effect.of(table, SHARE_UPDATE_EXCLUSIVE))
                    .toList();
        }
        return List.of();
    }

    private static List<Effect> change(Change change) {
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect(change.table(), ROW_EXCLUSIVE, change.isBounded() ? Work.NONE : Work.ROWS));
        change.alsoReads().forEach(table -> effects.add(Effect.of(table, ACCESS_SHARE)));
        return effects;
    }

    private static List<Effect> create(CreateTable create) {
        List<Effect> effects = new ArrayList<>();
        Stream.concat(
                        create.constraints().stream(),
                        create.columns().stream().flatMap(column -> column.constraints().stream()))
                .forEach(constraint -> {
                    Name references = constraint.references();
                    if (references != null && !references.equals(create.table())) {
                        effects.add(Effect.of(references, SHARE_ROW_EXCLUSIVE));
                    }
                });
        if (create.partitionOf() != null) {
            effects.add(Effect.of(create.partitionOf(), ACCESS_EXCLUSIVE));
        }
        create.likes().forEach(like -> effects.add(Effect.of(like, ACCESS_SHARE)));
        return effects;
    }

    private Stream<Effect> onIndexed(Name index, LockMode lock, Work work) {
        Name table = schema.tableOfIndex(index);
        return table == null ? Stream.empty() : Stream.of(new Effect(table, lock, work));
    }

    private List<Effect> reindex(Reindex reindex) {
        Name name = reindex.name();
        if (name == null) {
            return List.of();
        }
        LockMode lock = reindex.concurrently() ? SHARE_UPDATE_EXCLUSIVE : SHARE;
        return switch (reindex.what()) {
            case "table" -> List.of(new Effect(name, lock, Work.BUILD));
            case "index" -> onIndexed(name, lock, Work.BUILD).toList();
            default -> List.of();
        };
    }

    /** A foreign key's triggers go from both of its tables. */
    private Stream<Effect> drop(Name table) {
        KnownTable known = schema.find(table);
        Stream<Name> referenced = known == null
                ? Stream.of()
                : known.constraints().stream()
                        .flatMap(constraint ->
                                Stream.ofNullable(constraint.constraint().references()));
        return Stream.concat(Stream.of(table), referenced.filter(other -> !other.equals(table)))
                .distinct()
                .map(name -> Effect.of(name, ACCESS_EXCLUSIVE));
    }
}
