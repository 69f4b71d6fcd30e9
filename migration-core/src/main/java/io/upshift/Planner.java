package io.upshift;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what the service knows with what the store has. */
final class Planner<S> {
    private final Catalogue<S> catalogue;
    private final Service service;
    private final Settings settings;
    private final Target<S> target;

    Planner(Catalogue<S> catalogue, Service service, Settings settings, Target<S> target) {
        this.catalogue = catalogue;
        this.service = service;
        this.settings = settings;
        this.target = target;
    }

    /** What is left to bring. */
    List<Planned<S>> pending(History history) {
        List<String> problems = problems(history);
        if (!problems.isEmpty()) {
            throw MigrationException.refused(
                    "The history of " + service.name() + " on " + target.describe()
                            + " and the declared migrations don't agree",
                    String.join("; ", problems),
                    "run validate, and restore what was changed or allow it by a setting");
        }
        List<Planned<S>> pending = new ArrayList<>();
        List<Declared<S>> unapplied = new ArrayList<>();
        for (Declared<S> migration : catalogue.declared()) {
            Recorded recorded = history.find(migration.id());
            if (recorded == null || !recorded.isApplied() || isChangedRepeatable(migration, recorded)) {
                pending.add(planned(migration, Direction.UP, recorded));
                unapplied.add(migration);
            }
        }
        refuseContradictions(unapplied);
        return pending;
    }

    private void refuseContradictions(List<Declared<S>> unapplied) {
        List<String> contradictions = Claims.contradictions(unapplied);
        if (!contradictions.isEmpty()) {
            throw MigrationException.refused(
                    "Pending migrations of " + service.name() + " claim the same names",
                    String.join("; ", contradictions),
                    "keep one of them, or let the second build on the first and record the plan again");
        }
    }

    /** Everything that {@code migrate} refuses about this history, in words; empty when it accepts it. */
    List<String> problems(History history) {
        List<String> problems = new ArrayList<>();
        MigrationId newest = null;
        MigrationId highestDeclared = highestDeclared();
        for (Recorded recorded : history.migrations()) {
            Declared<S> declared = catalogue.find(recorded.id());
            boolean isHalfKnown = declared == null && recorded.isPartlyDone();
            if (!recorded.isApplied() && !isHalfKnown) {
                continue;
            }
            if (declared == null) {
                unknown(recorded, highestDeclared, problems);
            } else if (isChanged(declared, recorded)) {
                problems.add(declared.origin() + " was changed after it had been applied");
            }
            if (!recorded.id().isRepeatable()
                    && (newest == null || recorded.id().compareTo(newest) > 0)) {
                newest = recorded.id();
            }
        }
        if (!settings.outOfOrder() && newest != null) {
            disorder(history, newest, problems);
        }
        return problems;
    }

    Planned<S> planned(Declared<S> migration, Direction direction, @Nullable Recorded before) {
        List<Step<S>> steps = migration.steps();
        if (before != null && before.isPartlyDone() && before.steps() != steps.size()) {
            throw MigrationException.refused(
                    "An interrupted migration can't be resumed · " + migration.id() + " · " + target.describe(),
                    "it had " + before.steps() + " steps when it was begun and has " + steps.size() + " now",
                    "deploy the version of the service that began it, let it finish, and then change it");
        }
        Plan.Item item = new Plan.Item(
                migration.id(),
                migration.description(),
                migration.kind(),
                migration.metadata(),
                steps.stream().map(Step::name).toList(),
                steps.stream().allMatch(Step::isReversible),
                before != null && before.isPartlyDone(),
                migration.origin(),
                direction == Direction.UP ? migration.up() : downStatements(migration.down()),
                direction == Direction.UP ? migration.places() : List.of(),
                direction == Direction.UP ? migration.recording() : null);
        return new Planned<>(item, direction, steps, draft(migration), before);
    }

    static List<String> downStatements(@Nullable String down) {
        return down == null ? List.of() : List.of(down);
    }

    private Entry.Draft draft(Declared<S> migration) {
        return new Entry.Draft(
                service.name(),
                migration.id(),
                migration.description(),
                migration.kind(),
                Direction.UP,
                migration.metadata().phase(),
                0,
                1,
                State.PENDING,
                migration.checksum(),
                migration.metadata().breaking(),
                migration.down(),
                service.version(),
                Who.user(),
                Who.host(),
                null);
    }

    private void unknown(Recorded recorded, @Nullable MigrationId highestDeclared, List<String> problems) {
        boolean newer = highestDeclared == null || recorded.id().compareTo(highestDeclared) > 0;
        if (newer || recorded.id().isRepeatable()) {
            if (recorded.last().draft().breaking()) {
                problems.add("the store has " + recorded.id() + ", which this version of the service doesn't know and"
                        + " which is marked as breaking");
            }
        } else if (!settings.allowMissing() && !recorded.isBaseline()) {
            problems.add(recorded.id() + " is applied and isn't declared any more (allow it with allow-missing)");
        }
    }

    private void disorder(History history, MigrationId newest, List<String> problems) {
        for (Declared<S> migration : catalogue.declared()) {
            Recorded recorded = history.find(migration.id());
            boolean pending = recorded == null
                    || !(recorded.isApplied() || recorded.isPartlyDone() || recorded.state() == State.DEFERRED);
            if (pending && !migration.id().isRepeatable() && migration.id().compareTo(newest) < 0) {
                problems.add(migration.origin() + " is pending although the later " + newest
                        + " is applied (allow it with out-of-order)");
            }
        }
    }

    private boolean isChanged(Declared<S> declared, Recorded recorded) {
        return !declared.id().isRepeatable() && !recorded.isBaseline() && differs(declared, recorded);
    }

    boolean isChangedRepeatable(Declared<S> declared, Recorded recorded) {
        return declared.id().isRepeatable() && differs(declared, recorded);
    }

    private boolean differs(Declared<S> declared, Recorded recorded) {
        boolean comparable =
                !declared.checksum().isEmpty() && !recorded.checksum().isEmpty();
        return comparable && !declared.checksum().equals(recorded.checksum());
    }

    private @Nullable MigrationId highestDeclared() {
        MigrationId highest = null;
        for (Declared<S> migration : catalogue.declared()) {
            if (!migration.id().isRepeatable()) {
                highest = migration.id();
            }
        }
        return highest;
    }
}
