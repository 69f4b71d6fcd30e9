package io.upshift;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts what is declared beside what is recorded. */
final class StatusReader<S> {
    private final Wiring<S> wiring;

    StatusReader(Wiring<S> wiring) {
        this.wiring = wiring;
    }

    Status read() {
        History history = history();
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
        History history = history();
        List<String> problems = new ArrayList<>(wiring.planner().problems(history));
        String broken = history.brokenChain();
        if (broken != null) {
            problems.add("the history was edited: " + broken);
        }
        for (Recorded recorded : history.migrations()) {
            if (recorded.isPartlyDone()) {
                problems.add(recorded.id() + " was interrupted; migrate resumes it");
            }
        }
        return problems;
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
                    "");
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
                draft.serviceVersion());
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

    private History history() {
        try (TargetConnection<S> connection = wiring.connect()) {
            return connection.history(History.READ_ALL);
        }
    }
}
