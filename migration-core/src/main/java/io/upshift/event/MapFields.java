package io.upshift.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps are objects already. */
enum MapFields implements FieldAccess<Object> {
    INSTANCE;

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Map<String, Object> fields(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
    }

    @Override
    @SuppressWarnings("NullAway") // null is a plain value
    public Object value(@Nullable Object plain) {
        return MapCodec.copy(plain);
    }

    @Override
    public @Nullable Object plain(Object value) {
        return value;
    }
}
