package io.upshift.event;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the events of one stream have left behind so far. */
final class StreamState {
    private final Map<StreamKey<?>, Object> values = new HashMap<>();

    <T> @Nullable T get(StreamKey<T> key) {
        Object value = values.get(key);
        return value == null ? null : key.type().cast(value);
    }

    /** A memory that finds nothing leaves the earlier value. */
    <P> void observe(Iterable<Memory<P, ?>> memories, P payload) {
        for (Memory<P, ?> memory : memories) {
            Object value = memory.from().apply(payload);
            if (value != null) {
                values.put(
                        memory.key(), Objects.requireNonNull(memory.key().type().cast(value)));
            }
        }
    }
}
