package io.upshift;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts what is declared beside what is recorded. */
final class StatusReader<S> {
    private final Wiring<S> wiring;
    private Map<MigrationId, String> waiting = Map.of();

    StatusReader(Wiring<S> wiring) {
        this.wiring = wiring;
    }

    Status read() {
        History history = history(true);
        Set<MigrationId> ids = new TreeSet<>();
        wiring.catalogue().declared().forEach(migration -> ids.add(migration.id()));
        history.migrations().forEach(recorded -> ids.add(recorded.id()));
        List<Status.Line> lines = new ArrayList<>();
        for (MigrationId id : ids) {
            lines.add(line(id, wiring.catalogue().find(id), history.find(id)));
        }
        return new Status(
                wiring.service(),
                wiring.target().describe(),
                lines,
                batches(history),
                wiring.planner().problems(history));
    }

    List<String> validate() {
        History history = history(false);
        List<String> problems = new ArrayList<>(wiring.planner().problems(history));
        String broken = history.brokenChain();
        if (broken != null) {
            problems.add("the history was edited: " + broken);
        }
        for (MigrationId id : wiring.required()) {
            Recorded recorded = history.find(id);
            if (recorded == null || !recorded.isApplied()) {
                problems.add(id + " isn't applied, and this version of the service needs it");
            }
        }
        for (Recorded recorded : history.migrations()) {
            if (recorded.isPartlyDone() && recorded.state() != State.DEFERRED) {
                problems.add(recorded.id() + " was interrupted; migrate resumes it");
            }
        }
        return problems;
    }

    /** Empty for one that can't be planned: what is wrong with it, migrate says. */
    private Optional<Planned<S>> planned(Declared<S> migration, @Nullable Recorded recorded) {
        try {
            return Optional.of(wiring.planner().planned(migration, Direction.UP, recorded));
        } catch (MigrationException e) {
            return Optional.empty();
        }
    }

    private List<Status.Work> batches(History history) {
        List<Recorded> open = history.migrations().stream()
                .filter(recorded -> recorded.openBatches() >= 0)
                .toList();
        if (open.isEmpty()) {
            return List.of();
        }
        List<Status.Work> batches = new ArrayList<>();
        try (BatchConnection<S> connection = wiring.target().batches().connect(wiring.service())) {
            for (Recorded recorded : open) {
                BatchKey key = new BatchKey(
                        wiring.service().name(),
                        recorded.id(),
                        recorded.openBatches(),
                        recorded.last().draft().direction());
                connection
                        .read(key)
                        .ifPresent(checkpoint ->
                                batches.add(new Status.Work(recorded.id(), checkpoint, left(checkpoint))));
            }
        } catch (MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw MigrationException.failed(
                    "The checkpoints on " + wiring.target().describe() + " can't be read", "run status again", e);
        }
        return batches;
    }

    private static @Nullable Duration left(Checkpoint checkpoint) {
        double rate = checkpoint.rowsPerSecond();
        boolean isKnown = rate > 0 && checkpoint.total() > 0;
        return isKnown
                ? Duration.ofSeconds((long) (Math.max(0, checkpoint.total() - checkpoint.passed()) / rate))
                : null;
    }

    private Status.Line line(MigrationId id, @Nullable Declared<S> declared, @Nullable Recorded recorded) {
        State state = state(declared, recorded);
        if (recorded == null) {
            Declared<S> known = Objects.requireNonNull(declared);
            return new Status.Line(
                    id,
                    known.description(),
                    known.kind(),
                    state,
                    known.metadata().breaking(),
                    null,
                    Duration.ZERO,
                    "",
                    "",
                    waiting.getOrDefault(id, ""));
        }
        Entry told = recorded.isApplied() ? recorded.applied() : recorded.last();
        Entry.Draft draft = told.draft();
        return new Status.Line(
                id,
                draft.description(),
                draft.kind(),
                state,
                draft.breaking(),
                recorded.isApplied() ? told.finishedAt() : null,
                told.duration(),
                recorded.isApplied() ? draft.who() + "@" + draft.host() : "",
                draft.serviceVersion(),
                waiting.getOrDefault(id, ""));
    }

    private State state(@Nullable Declared<S> declared, @Nullable Recorded recorded) {
        if (recorded == null) {
            return State.PENDING;
        }
        if (declared == null) {
            return recorded.isApplied() && !recorded.isBaseline() ? State.UNKNOWN : recorded.state();
        }
        if (recorded.isApplied() && wiring.planner().isChangedRepeatable(declared, recorded)) {
            return State.PENDING;
        }
        return recorded.state();
    }

    private History history(boolean asksGates) {
        try (TargetConnection<S> connection = wiring.connect()) {
            History history = connection.history(History.READ_ALL);
            if (asksGates) {
                waiting = waiting(history, connection);
            }
            return history;
        }
    }

    private Map<MigrationId, String> waiting(History history, TargetConnection<S> connection) {
        List<Planned<S>> pending = new ArrayList<>();
        for (Declared<S> migration : wiring.catalogue().declared()) {
            Recorded recorded = history.find(migration.id());
            if (recorded == null || !recorded.isApplied()) {
                planned(migration, recorded).ifPresent(pending::add);
            }
        }
        Map<MigrationId, String> why = new HashMap<>();
        for (Preflight.Finding finding : wiring.gates().findings(pending, connection)) {
            why.put(finding.id(), finding.what());
        }
        return why;
    }
}
