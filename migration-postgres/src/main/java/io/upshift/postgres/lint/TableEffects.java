package io.upshift.postgres.lint;

import static io.upshift.postgres.LockMode.ACCESS_EXCLUSIVE;
import static io.upshift.postgres.LockMode.ROW_SHARE;
import static io.upshift.postgres.LockMode.SHARE_ROW_EXCLUSIVE;
import static io.upshift.postgres.LockMode.SHARE_UPDATE_EXCLUSIVE;

import io.upshift.postgres.LockMode;
import io.upshift.postgres.lint.Effect.Work;
import io.upshift.postgres.lint.KnownTable.KnownConstraint;
import io.upshift.postgres.lint.TableAction.AddColumn;
import io.upshift.postgres.lint.TableAction.AddConstraint;
import io.upshift.postgres.lint.TableAction.AddIdentity;
import io.upshift.postgres.lint.TableAction.AlterType;
import io.upshift.postgres.lint.TableAction.AttachPartition;
import io.upshift.postgres.lint.TableAction.DetachPartition;
import io.upshift.postgres.lint.TableAction.DropConstraint;
import io.upshift.postgres.lint.TableAction.Other;
import io.upshift.postgres.lint.TableAction.Rewrite;
import io.upshift.postgres.lint.TableAction.SetNotNull;
import io.upshift.postgres.lint.TableAction.SetTablespace;
import io.upshift.postgres.lint.TableAction.ValidateConstraint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predicts what the actions of an ALTER TABLE do.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
final class TableEffects {
    private final KnownSchema schema;
    private final Name table;

    TableEffects(KnownSchema schema, Name table) {
        this.schema = schema;
        this.table = table;
    }

    List<Effect> of(TableAction action) {
        if (action instanceof AddColumn add) {
            return add(add.column());
        }
        if (action instanceof AddConstraint add) {
            return add(add.constraint());
        }
        if (action instanceof ValidateConstraint validate) {
            return validate(validate);
        }
        if (action instanceof DropConstraint drop) {
            return drop(drop);
        }
        if (action instanceof AttachPartition attach) {
            return List.of(
                    Effect.of(table, SHARE_UPDATE_EXCLUSIVE),
                    new Effect(attach.partition(), ACCESS_EXCLUSIVE, proved(attach) ? Work.NONE : Work.SCAN));
        }
        if (action instanceof DetachPartition detach) {
            LockMode lock = detach.concurrently() || detach.finish() ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE;
            return List.of(Effect.of(table, lock), Effect.of(detach.partition(), ACCESS_EXCLUSIVE));
        }
        if (action instanceof Other other) {
            return List.of(Effect.of(table, other.lock()));
        }
        return List.of(new Effect(table, ACCESS_EXCLUSIVE, work(action)));
    }

    /** Whether a CHECK may say already what the partition's bounds say; which it does isn't compared. */
    private boolean proved(AttachPartition attach) {
        KnownTable known = schema.find(attach.partition());
        return known != null
                && known.constraints().stream()
                        .anyMatch(one -> one.isValid() && one.constraint().kind() == Constraint.Kind.CHECK);
    }

    private Work work(TableAction action) {
        if (action instanceof AlterType alter) {
            return alter(alter);
        }
        if (action instanceof SetNotNull set) {
            KnownTable known = schema.find(table);
            return known != null && (known.provesNotNull(set.column()) || isNotNull(known, set.column()))
                    ? Work.NONE
                    : Work.SCAN;
        }
        boolean rewrites = action instanceof Rewrite || action instanceof SetTablespace;
        // Its values come from a sequence, one a row; the column is NOT NULL already, so nothing is written or read.
        return rewrites && !(action instanceof AddIdentity) ? Work.REWRITE : Work.NONE;
    }

    private static boolean isNotNull(KnownTable known, String column) {
        KnownTable.KnownColumn of = known.columns().get(column);
        return of != null && of.isNotNull();
    }

    private Work alter(AlterType alter) {
        KnownTable known = schema.find(table);
        DataType before = known == null ? null : known.type(alter.column());
        boolean plain = alter.using() == null || alter.using().sql().equals(alter.column());
        if (before == null || !plain || !before.becomesWithoutRewrite(alter.type())) {
            return Work.REWRITE;
        }
        boolean rechecked = known != null
                && known.constraints().stream()
                        .anyMatch(constraint -> constraint.constraint().kind() == Constraint.Kind.CHECK
                                && mentions(constraint.constraint(), alter.column()));
        return rechecked && !before.isSame(alter.type()) ? Work.SCAN : Work.NONE;
    }

    static boolean mentions(Constraint check, String column) {
        Expression condition = check.condition();
        return check.columns().contains(column)
                || (condition != null && condition.sql().matches("(?is).*\\b" + column + "\\b.*"));
    }

    private List<Effect> add(Column column) {
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect(table, ACCESS_EXCLUSIVE, work(column)));
        column.constraints().stream()
                .map(Constraint::references)
                .forEach(references -> addReferenced(references, effects));
        return effects;
    }

    /** Whoever adds a column with a value of its own to each row writes all rows. */
    static Work work(Column column) {
        boolean written = column.type().isSerial()
                || column.generated() != Column.Generated.NO
                || (column.value() != null && column.value().isVolatile());
        if (written) {
            return Work.REWRITE;
        }
        if (column.constraints().stream()
                .anyMatch(constraint -> constraint.kind().isIndexed())) {
            return Work.BUILD;
        }
        boolean checked = column.has(Constraint.Kind.CHECK)
                || (column.has(Constraint.Kind.FOREIGN_KEY) && column.value() != null)
                || (column.isNotNull() && column.startsNull());
        return checked ? Work.SCAN : Work.NONE;
    }

    private List<Effect> add(Constraint constraint) {
        List<Effect> effects = new ArrayList<>();
        effects.add(
                switch (constraint.kind()) {
                    case FOREIGN_KEY ->
                        new Effect(table, SHARE_ROW_EXCLUSIVE, constraint.isNotValid() ? Work.NONE : Work.SCAN);
                    case CHECK -> new Effect(table, ACCESS_EXCLUSIVE, constraint.isNotValid() ? Work.NONE : Work.SCAN);
                    case EXCLUDE, UNIQUE, PRIMARY_KEY ->
                        new Effect(
                                table,
                                ACCESS_EXCLUSIVE,
                                constraint.usingIndex() == null ? Work.BUILD : usingIndex(constraint));
                });
        addReferenced(constraint.references(), effects);
        return effects;
    }

    /** A primary key makes its columns NOT NULL, and reads the table where they aren't. */
    private Work usingIndex(Constraint constraint) {
        if (constraint.kind() != Constraint.Kind.PRIMARY_KEY) {
            return Work.NONE;
        }
        return nullable(constraint).isEmpty() ? Work.NONE : Work.SCAN;
    }

    /** Of the columns of a primary key's index, those that may be null, or of which that isn't known. */
    List<String> nullable(Constraint constraint) {
        KnownTable known = schema.find(table);
        if (known == null) {
            return List.of();
        }
        return known.indexes().stream()
                .filter(index -> index.name().equals(constraint.usingIndex()))
                .flatMap(index -> index.columns().stream())
                .filter(column -> !isNotNull(known, column) && !known.provesNotNull(column))
                .toList();
    }

    private List<Effect> validate(ValidateConstraint validate) {
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect(table, SHARE_UPDATE_EXCLUSIVE, Work.SCAN));
        KnownTable known = schema.find(table);
        KnownConstraint constraint = known == null ? null : known.constraint(validate.constraint());
        Name references = constraint == null ? null : constraint.constraint().references();
        if (references != null) {
            effects.add(Effect.of(references, ROW_SHARE));
        }
        return effects;
    }

    private List<Effect> drop(DropConstraint drop) {
        List<Effect> effects = new ArrayList<>();
        effects.add(Effect.of(table, ACCESS_EXCLUSIVE));
        KnownTable known = schema.find(table);
        KnownConstraint constraint = known == null ? null : known.constraint(drop.constraint());
        Name references = constraint == null ? null : constraint.constraint().references();
        if (references != null && !references.equals(table)) {
            effects.add(Effect.of(references, ACCESS_EXCLUSIVE));
        }
        return effects;
    }

    private void addReferenced(@Nullable Name references, List<Effect> effects) {
        if (references != null && !references.equals(table)) {
            effects.add(Effect.of(references, SHARE_ROW_EXCLUSIVE));
        }
    }
}
