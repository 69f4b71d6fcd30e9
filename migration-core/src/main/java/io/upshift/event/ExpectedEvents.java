package io.upshift.event;

import io.upshift.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The types and versions of events that a service needs its registry to read, and that nothing else is stored.
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class ExpectedEvents implements Expectation {
    private final EventRegistry<?> registry;
    private final SortedMap<String, Integer> types;
    private final @Nullable Callable<EventCensus> census;

    private ExpectedEvents(
            EventRegistry<?> registry, SortedMap<String, Integer> types, @Nullable Callable<EventCensus> census) {
        this.registry = registry;
        this.types = types;
        this.census = census;
    }

    /** Expects nothing yet. */
    public static ExpectedEvents in(EventRegistry<?> registry) {
        return new ExpectedEvents(registry, new TreeMap<>(), null);
    }

    /** Events of a type are read as this version. */
    public ExpectedEvents type(String type, int version) {
        SortedMap<String, Integer> more = new TreeMap<>(types);
        more.put(type, version);
        return new ExpectedEvents(registry, more, census);
    }

    /** Every stored event is of a version that the registry reads. */
    public ExpectedEvents stored(Callable<EventCensus> census) {
        return new ExpectedEvents(registry, types, census);
    }

    @Override
    public List<String> unmet() throws Exception {
        List<String> unmet = new ArrayList<>();
        for (Map.Entry<String, Integer> type : types.entrySet()) {
            Optional<EventSchema> latest = registry.latest(type.getKey());
            if (latest.isEmpty()) {
                unmet.add("no event is read as " + type.getKey() + known());
            } else if (latest.get().version() != type.getValue()) {
                unmet.add(type.getKey() + " is read as version " + latest.get().version() + " and not "
                        + type.getValue());
            }
        }
        if (census != null) {
            stored(census.call(), unmet);
        }
        return unmet;
    }

    private void stored(EventCensus found, List<String> unmet) {
        found.counted().entrySet().stream()
                .filter(stored -> !registry.schemas().contains(stored.getKey()))
                .forEach(stored -> unmet.add(stored.getValue() + " stored events are " + stored.getKey()
                        + ", which the registry doesn't know"));
        if (found.unreadable() > 0) {
            unmet.add(found.unreadable() + " stored events have a version that is no number");
        }
    }

    private String known() {
        List<String> known =
                registry.schemas().stream().map(EventSchema::type).distinct().toList();
        return " (the registry has " + (known.isEmpty() ? "nothing" : String.join(", ", known)) + ")";
    }
}
