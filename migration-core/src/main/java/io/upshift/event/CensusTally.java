package io.upshift.event;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts events one by one into a census; safe for many threads. Its memory grows with the number of versions alone. */
public final class CensusTally {
    private final int defaultVersion;
    private final Map<EventSchema, LongAdder> counts = new ConcurrentHashMap<>();
    private final LongAdder unreadable = new LongAdder();

    private CensusTally(int defaultVersion) {
        this.defaultVersion = defaultVersion;
    }

    /** A tally that takes an event without a version as the registry does. */
    public static CensusTally of(EventRegistry<?> registry) {
        return new CensusTally(registry.policy().defaultVersion());
    }

    /** @param version as {@link StoredEvent#version(Object)} gives it */
    public void add(String type, int version) {
        if (version == StoredEvent.BAD_VERSION || type.isBlank()) {
            unreadable.increment();
            return;
        }
        int counted = version == StoredEvent.NO_VERSION ? defaultVersion : version;
        counts.computeIfAbsent(new EventSchema(type, counted), any -> new LongAdder())
                .increment();
    }

    /** What was counted, when that is every stored event. */
    public EventCensus all() {
        Map<EventSchema, Long> sums = sums();
        long population = sums.values().stream().mapToLong(Long::longValue).sum() + unreadable.sum();
        return new EventCensus(sums, unreadable.sum(), population);
    }

    /** What was counted, when that is a random sample of as many stored events. */
    public EventCensus sampleOf(long population) {
        return new EventCensus(sums(), unreadable.sum(), population);
    }

    /**
     * What was counted, when that stands on parts of the store that were drawn at random.
     *
     * @param draws how many parts
     */
    public EventCensus sampleOf(long population, long draws) {
        return new EventCensus(sums(), unreadable.sum(), population, draws);
    }

    private Map<EventSchema, Long> sums() {
        Map<EventSchema, Long> sums = new TreeMap<>();
        counts.forEach((schema, count) -> sums.put(schema, count.sum()));
        return sums;
    }
}
