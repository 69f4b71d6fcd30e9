package io.upshift;

import org.jspecify.annotations.Nullable;

/**
 * One object of a schema, with what it is apart from which it is.
 *
 * @param kind a word or two of the store, such as {@code column} or {@code materialized view}
 * @param name which one of its kind, such as {@code public.orders.tags}
 * @param table the table or view that it is or hangs on, and goes with; null when it stands by itself
 * @param definition everything about it that may change while it stays the same object, as text
 */
public record SchemaObject(
        String kind, String name, @Nullable String table, String definition) implements Comparable<SchemaObject> {
    /**
     * The kind of the object that tells in which order others stand.
     *
     * <p>A column that is dropped and added again stands last: no way back restores the order, so none is asked for it.
     */
    public static final String ORDER = "column order";

    /** Kind and name: two objects with the same identity are one object at two times. */
    public String identity() {
        return kind + " " + name;
    }

    @Override
    public int compareTo(SchemaObject other) {
        return identity().compareTo(other.identity());
    }

    @Override
    public String toString() {
        return definition.isEmpty() ? identity() : identity() + ": " + definition;
    }
}
