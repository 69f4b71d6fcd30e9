package io.upshift.event.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upshift.event.EventReader;
import io.upshift.event.StoredEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads events into the service's classes, straight from the bytes or from the tree that upcasters left.
 *
 * <p>Immutable; the class of each type is looked up once, while the reader is made.
 *
 * @param <T> what all of the classes are
 */
public final class JsonReader<T> implements EventReader<byte[], ObjectNode, T> {
    private final Map<String, ObjectReader> readers;

    private JsonReader(Map<String, ObjectReader> readers) {
        this.readers = readers;
    }

    /** @param classes by type of event; a type that is missing can't be read */
    public static <T> JsonReader<T> of(ObjectMapper mapper, Map<String, ? extends Class<? extends T>> classes) {
        Map<String, ObjectReader> readers = new HashMap<>();
        classes.forEach((type, as) -> readers.put(type, mapper.readerFor(as)));
        return new JsonReader<>(readers);
    }

    @Override
    public T fromStored(StoredEvent<byte[]> event) throws Exception {
        return reader(event).readValue(event.payload());
    }

    @Override
    public T fromUpcast(StoredEvent<ObjectNode> event) throws Exception {
        return reader(event).readValue(event.payload());
    }

    private ObjectReader reader(StoredEvent<?> event) {
        ObjectReader reader = readers.get(event.type());
        if (reader == null) {
            throw new IllegalStateException("There is no class for events of type " + event.type());
        }
        return reader;
    }
}
