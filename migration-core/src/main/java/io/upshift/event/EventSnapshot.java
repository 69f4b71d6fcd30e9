package io.upshift.event;

import io.upshift.MigrationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one release of a service reads and writes of events: small enough to be committed with the code.
 *
 * <p>With the snapshot of the release that runs, a build can tell whether its pods read what the new ones will write,
 * and the other way round, before any of them meets such an event.
 *
 * @param service whose events these are
 * @param events by type, in order
 */
public record EventSnapshot(String service, Map<String, Event> events) {
    /** Where a service's snapshot lies on its class path. */
    public static final String RESOURCE = "META-INF/upshift/events.json";

    /**
     * One type.
     *
     * @param reads every version that can be read, in order, each with its shape; a null shape is unknown
     * @param appends the version that is appended, while no gate is open; null when none is
     * @param onNewer what is done about newer versions
     */
    public record Event(
            Map<Integer, @Nullable EventShape> reads,
            @Nullable Integer appends,
            EventAction onNewer) {

        public Event {
            reads = Collections.unmodifiableMap(new TreeMap<>(reads));
        }
    }

    public EventSnapshot {
        events = Collections.unmodifiableMap(new TreeMap<>(events));
    }

    /**
     * What this release can't read of what another one appends; empty when it can read everything.
     *
     * <p>Ask {@code running.cannotRead(next)} before a deploy, and {@code next.cannotRead(running)} too, since the running
     * pods go on appending until they are gone, and come back after a rollback.
     */
    public List<String> cannotRead(EventSnapshot writer) {
        List<String> found = new ArrayList<>();
        writer.events.forEach((type, written) -> {
            if (written.appends() != null) {
                cannotRead(new EventSchema(type, written.appends()), written, found);
            }
        });
        return List.copyOf(found);
    }

    private void cannotRead(EventSchema appended, Event written, List<String> found) {
        Event known = events.get(appended.type());
        EventShape writes = written.reads().get(appended.version());
        if (known == null || known.reads().isEmpty()) {
            found.add(appended
                    + " is appended, and its type is unknown to the reader; append it once no such reader runs");
            return;
        }
        if (known.reads().containsKey(appended.version())) {
            EventShape reads = known.reads().get(appended.version());
            if (reads != null && writes != null) {
                reads.cannotRead(writes).forEach(what -> found.add(appended + " was changed in place: " + what));
            }
            return;
        }
        int newest = Collections.max(known.reads().keySet());
        EventShape reads = known.reads().get(newest);
        if (known.onNewer() != EventAction.PASS_THROUGH) {
            found.add(appended + " is appended, and the reader knows "
                    + known.reads().keySet() + "; append v" + newest + " by downcasting until no such reader runs");
        } else if (reads == null || writes == null) {
            found.add(appended + " is passed through by the reader as it is, and without shapes nothing says that it"
                    + " can be read as v" + newest);
        } else {
            reads.cannotRead(writes)
                    .forEach(what -> found.add(appended + " is read as v" + newest + " as it is: " + what));
        }
    }

    /** Deterministic JSON that ends with a line end. */
    public String toJson() {
        return SnapshotJson.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws MigrationException when the text isn't such a snapshot
     */
    public static EventSnapshot fromJson(String json) {
        return SnapshotReader.read(json);
    }
}
