package io.upshift.event;

import java.util.Comparator;

/**
 * One version of one type of event.
 *
 * @param type as it is stored; not blank
 * @param version from 1
 */
public record EventSchema(String type, int version) implements Comparable<EventSchema> {
    private static final Comparator<EventSchema> ORDER =
            Comparator.comparing(EventSchema::type).thenComparingInt(EventSchema::version);

    public EventSchema {
        if (type.isBlank()) {
            throw new IllegalArgumentException("An event's type is missing: name it as it is stored");
        }
        if (version < 1) {
            throw new IllegalArgumentException(type + " can't have version " + version + ": versions count from 1");
        }
    }

    public static EventSchema of(String type, int version) {
        return new EventSchema(type, version);
    }

    /** The same type, one version on. */
    public EventSchema next() {
        return new EventSchema(type, version + 1);
    }

    @Override
    public int compareTo(EventSchema other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code InventoryItemCreated v2}. */
    @Override
    public String toString() {
        return type + " v" + version;
    }
}
