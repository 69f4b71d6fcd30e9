package io.upshift.event;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an upcaster may know beside the payload, and where it changes metadata.
 *
 * <p>It lives as long as one stored event is upcast, passes from version to version with it, and is for one thread.
 * After a split each part goes on with its own copy of the metadata.
 */
public final class EventContext {
    private final StoredEvent<?> event;
    private final @Nullable StreamState state;
    private Map<String, String> metadata;
    private boolean metadataIsOwn = false;

    EventContext(StoredEvent<?> event, @Nullable StreamState state) {
        this(event, state, event.metadata());
    }

    private EventContext(StoredEvent<?> event, @Nullable StreamState state, Map<String, String> metadata) {
        this.event = event;
        this.state = state;
        this.metadata = metadata;
    }

    /** A context for the tests of an upcaster: nothing was remembered. */
    public static EventContext of(StoredEvent<?> event) {
        return new EventContext(event, null);
    }

    /** The version that is stored, which isn't the one that this upcaster begins with. */
    public int storedVersion() {
        return event.version();
    }

    /** Empty when unknown. */
    public String stream() {
        return event.stream();
    }

    /** Negative when unknown. */
    public long position() {
        return event.position();
    }

    /** As the store or an earlier upcaster left it; read-only. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /** Sets an entry; null removes it. The stored event keeps its own. */
    public void metadata(String name, @Nullable String value) {
        if (!metadataIsOwn) {
            metadata = new HashMap<>(metadata);
            metadataIsOwn = true;
        }
        if (value == null) {
            metadata.remove(name);
        } else {
            metadata.put(name, value);
        }
    }

    /**
     * What earlier events of the stream left behind; empty when none did, as when reading began in mid-stream.
     *
     * <p>The upcaster says in {@code needs()} that it asks.
     */
    public <T> Optional<T> remembered(StreamKey<T> key) {
        return state == null ? Optional.empty() : Optional.ofNullable(state.get(key));
    }

    StoredEvent<?> event() {
        return event;
    }

    Map<String, String> currentMetadata() {
        return metadata;
    }

    /** For one part of a split. */
    EventContext fork() {
        return new EventContext(event, state, metadata);
    }
}
