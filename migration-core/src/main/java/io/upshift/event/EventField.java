package io.upshift.event;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One field of an {@link EventShape}.
 *
 * @param required every writer writes it, and a reader may rely on it
 * @param nullable it may be there and hold null
 * @param values the only texts that it holds; empty when any
 * @param object what an {@link FieldType#OBJECT} or the elements of a {@link FieldType#LIST} look like; null when unsaid
 */
public record EventField(
        FieldType type,
        boolean required,
        boolean nullable,
        Set<String> values,
        @Nullable EventShape object) {

    public EventField {
        values = Collections.unmodifiableSet(new TreeSet<>(values));
    }

    public static EventField required(FieldType type) {
        return new EventField(type, true, false, Set.of(), null);
    }

    public static EventField optional(FieldType type) {
        return new EventField(type, false, false, Set.of(), null);
    }

    public static EventField required(EventShape object) {
        return new EventField(FieldType.OBJECT, true, false, Set.of(), object);
    }

    EventField type(FieldType other) {
        return new EventField(other, required, nullable, Set.of(), null);
    }

    EventField object(EventShape other) {
        return new EventField(type, required, nullable, values, other);
    }

    EventField optional() {
        return new EventField(type, false, nullable, values, object);
    }
}
