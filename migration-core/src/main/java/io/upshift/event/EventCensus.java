package io.upshift.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many events of which version are stored, counted in a full scan or estimated from a sample.
 *
 * <p>Events that lie together are often of one age. So a sample of whole pages says as much as it has pages, however many
 * events stand on them: each page counts as one draw, which is safe as long as pages hold about as many events each.
 *
 * @param counted by version; those of a type without a version count as the registry's default
 * @param unreadable events whose version is no number
 * @param population how many events are stored; the sum of what was counted after a full scan
 * @param draws how often chance has decided: as many as events that were drawn one by one, or as pages
 */
public record EventCensus(Map<EventSchema, Long> counted, long unreadable, long population, long draws) {

    public EventCensus {
        counted = Collections.unmodifiableMap(new TreeMap<>(counted));
        if (population < sum(counted) + unreadable) {
            throw new IllegalArgumentException("A sample of " + (sum(counted) + unreadable)
                    + " events can't come from a population of " + population);
        }
    }

    /** A full count, or a sample of events that were drawn one by one. */
    public EventCensus(Map<EventSchema, Long> counted, long unreadable, long population) {
        this(counted, unreadable, population, sum(counted) + unreadable);
    }

    /** Whether every stored event was counted. */
    public boolean isExact() {
        return sample() == population;
    }

    /** How many events were looked at. */
    public long sample() {
        return sum(counted) + unreadable;
    }

    public EventCount count(EventSchema schema) {
        long found = counted.getOrDefault(schema, 0L);
        if (isExact()) {
            return new EventCount(schema, found, found, found, found);
        }
        if (sample() == 0) {
            return new EventCount(schema, 0, 0, 0, population);
        }
        Wilson share = Wilson.of((double) found / sample(), (double) Math.min(draws, sample()));
        return new EventCount(
                schema,
                found,
                Math.round((double) found / sample() * population),
                Math.max(found, (long) Math.floor(share.low() * population)),
                (long) Math.ceil(share.high() * population));
    }

    /** Every version that the registry knows, and every one that was found. */
    public List<EventCount> counts(EventRegistry<?> registry) {
        Set<EventSchema> all = new TreeSet<>(registry.schemas());
        all.addAll(counted.keySet());
        return all.stream().map(this::count).toList();
    }

    /**
     * The versions whose upcasters no stored event passes any more, so that they can be deleted together with the
     * version.
     *
     * <p>Only a full scan shows that nothing is there, so a sample always yields none. Before deleting, make sure that
     * nothing appends such a version any more and that no backup has to be read.
     */
    public Set<EventSchema> deletable(EventRegistry<?> registry) {
        Set<EventSchema> deletable = new TreeSet<>();
        if (!isExact() || unreadable > 0) {
            return deletable;
        }
        deletable.addAll(registry.schemas());
        deletable.removeIf(registry::isCurrent);
        for (EventSchema schema : registry.schemas()) {
            if (registry.isAppended(schema) || counted.getOrDefault(schema, 0L) > 0) {
                registry.way(schema).forEach(deletable::remove);
            }
        }
        return deletable;
    }

    /** Two censuses of different events, such as of two segments of a table. */
    public EventCensus plus(EventCensus other) {
        Map<EventSchema, Long> sum = new TreeMap<>(counted);
        other.counted.forEach((schema, count) -> sum.merge(schema, count, Long::sum));
        return new EventCensus(sum, unreadable + other.unreadable, population + other.population, draws + other.draws);
    }

    /** A table in plain text. */
    public String toText(EventRegistry<?> registry) {
        List<String> lines = new ArrayList<>();
        lines.add(
                isExact()
                        ? population + " events, all counted"
                        : "about " + population + " events, " + sample() + " of them looked at");
        for (EventCount count : counts(registry)) {
            lines.add(String.format(Locale.ROOT, "%-40s %12d", count.schema(), count.estimate())
                    + (isExact() ? "" : "   (" + count.low() + " to " + count.high() + ", 95 %)"));
        }
        if (unreadable > 0) {
            lines.add(String.format(Locale.ROOT, "%-40s %12d", "(version is no number)", unreadable));
        }
        return String.join("\n", lines) + "\n";
    }

    /** The same as one JSON object, with what can be deleted. */
    public String toJson(EventRegistry<?> registry) {
        return CensusJson.write(this, registry);
    }

    private static long sum(Map<EventSchema, Long> counted) {
        return counted.values().stream().mapToLong(Long::longValue).sum();
    }
}
