package io.upshift.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How {@link FieldChanges} reaches the fields of a payload; safe for many threads.
 *
 * @param <V> a value in a payload, which an object is too
 */
public interface FieldAccess<V> {

    /** A live view of the fields of an object: changing it changes the object. Null when the value is no object. */
    @Nullable
    Map<String, V> fields(V value);

    /** A value of its own for a plain one: null, text, number, boolean, or a list or map of such. */
    V value(@Nullable Object plain);

    /** The plain value. */
    @Nullable
    Object plain(V value);

    /** For payloads that are maps of plain values. */
    static FieldAccess<Object> maps() {
        return MapFields.INSTANCE;
    }
}
