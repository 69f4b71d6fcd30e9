package io.upshift.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies maps and lists on their way in, so that an upcaster never changes what is stored. */
enum MapCodec implements PayloadCodec<Map<String, Object>, Map<String, Object>> {
    INSTANCE;

    @Override
    public Map<String, Object> decode(Map<String, Object> stored) {
        Map<String, Object> copy = new LinkedHashMap<>(stored.size() * 2);
        stored.forEach((name, value) -> copy.put(name, copy(value)));
        return copy;
    }

    @Override
    public Map<String, Object> encode(Map<String, Object> payload) {
        return payload;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a map may hold null, which is a value here
    static Object copy(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return INSTANCE.decode((Map<String, Object>) map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(copy(element)));
            return copy;
        }
        return value;
    }
}
