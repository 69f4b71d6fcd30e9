package io.upshift.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one version of an event beside how to reach it.
 *
 * @param description one sentence for the catalogue; empty when unsaid
 * @param shape for compatibility; null when unsaid, and derived where field changes lead here from a known shape
 * @param check for payloads; says nothing when there is none
 */
public record EventDefinition<P>(
        EventSchema schema, String description, @Nullable EventShape shape, PayloadCheck<P> check) {

    public static <P> EventDefinition<P> of(EventSchema schema, String description) {
        return new EventDefinition<>(schema, description, null, payload -> List.of());
    }

    public static <P> EventDefinition<P> of(EventSchema schema, EventShape shape) {
        return new EventDefinition<>(schema, "", shape, payload -> List.of());
    }

    public EventDefinition<P> description(String other) {
        return new EventDefinition<>(schema, other, shape, check);
    }

    public EventDefinition<P> check(PayloadCheck<P> other) {
        return new EventDefinition<>(schema, description, shape, other);
    }

    EventDefinition<P> shape(@Nullable EventShape other) {
        return new EventDefinition<>(schema, description, other, check);
    }
}
