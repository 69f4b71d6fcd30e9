package io.upshift;

import io.upshift.Journal.Work;
import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the gates of migrations, and lets through what somebody has opened by hand.
 *
 * <p>A gate that can't look is shut: nobody knows what it would have seen.
 */
final class Gates<S> {
    private static final String NEXT =
            "nothing to do: a later run brings it when the gate is open; or open it with open-gates and a reason";

    private final Map<MigrationId, String> openedByHand;
    private final Events events;
    private final Map<MigrationId, String> keptBack = new LinkedHashMap<>();

    Gates(Settings settings, Events events) {
        this.openedByHand = settings.openGates();
        this.events = events;
    }

    /** A way to look at the store. */
    @FunctionalInterface
    private interface Look<S> {
        /** @return false when there is none */
        boolean at(Action<S> action) throws Exception;
    }

    /** What waits for a gate, seen without the run lock; empty where a store can't be looked at without it. */
    List<Finding> findings(List<Planned<S>> pending, TargetConnection<S> connection) {
        List<Finding> findings = new ArrayList<>();
        for (Planned<S> migration : pending) {
            MigrationId id = migration.item().id();
            if (!openedByHand.containsKey(id)) {
                whyShut(migration.nextGates(), connection::look)
                        .ifPresent(why -> findings.add(new Finding(Severity.DEFER, "gate", id, why, NEXT)));
            }
        }
        return findings;
    }

    /** Asks again with the run lock held, and records what comes of it. */
    boolean keepsBack(Planned<S> migration, int step, Journal<S> journal) throws Exception {
        MigrationId id = migration.item().id();
        keptBack.remove(id);
        Optional<String> why = whyShut(migration.gates(step), look -> {
            journal.online(look);
            return true;
        });
        if (why.isEmpty()) {
            return false;
        }
        String reason = openedByHand.get(id);
        if (reason != null) {
            record(migration, step, journal, "its gate was opened by hand: " + reason + " · it was shut: " + why.get());
            events.tell(new RunEvent.Alert(id, "The gate of " + id + " was opened by hand: " + reason));
            return false;
        }
        if (!migration.isDeferred()) {
            record(migration, step, journal, why.get());
        }
        keptBack.put(id, why.get());
        events.tell(new RunEvent.Deferred(id, why.get()));
        return true;
    }

    /** Why something waits that had looked runnable before the lock. */
    List<String> reasons() {
        return keptBack.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + " (" + NEXT + ")")
                .toList();
    }

    private void record(Planned<S> migration, int step, Journal<S> journal, String why) throws Exception {
        Entry.Draft entry = migration.entry(step, migration.steps().get(step), State.DEFERRED, why);
        journal.commit(List.of(new Work<>(entry, null)));
    }

    private static <S> Optional<String> whyShut(List<Gate<S>> gates, Look<S> look) {
        List<String> shut = new ArrayList<>();
        for (Gate<S> gate : gates) {
            try {
                look.at(session -> gate.whyShut(session).ifPresent(shut::add));
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                shut.add("its gate can't look: "
                        + (e.getMessage() == null ? e.getClass().getName() : e.getMessage()));
            }
        }
        return shut.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", shut));
    }
}
