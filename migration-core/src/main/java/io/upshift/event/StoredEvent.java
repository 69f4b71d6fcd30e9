package io.upshift.event;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as a store holds it; which columns or attributes its parts come from is the reader's business.
 *
 * @param version from 1; {@link #NO_VERSION} when the store holds none, {@link #BAD_VERSION} when it holds no version
 * @param stream whose event it is; empty when unknown
 * @param position in its stream, growing; negative when unknown
 * @param part its place among the events that came from one stored event, from 0
 * @param metadata beside the payload; upcasters may change it
 * @param payload owned by the event until it is read; never part of {@link #toString}
 */
public record StoredEvent<S>(
        String type, int version, String stream, long position, int part, Map<String, String> metadata, S payload) {
    /** The store says nothing about the version; the registry's default applies. */
    public static final int NO_VERSION = 0;

    /** What the store holds isn't a whole number from 1. */
    public static final int BAD_VERSION = -1;

    /** An event without a place and without metadata. */
    public static <S> StoredEvent<S> of(String type, int version, S payload) {
        return new StoredEvent<>(type, version, "", -1, 0, Map.of(), payload);
    }

    /**
     * The version that a stored value means: a number or its text, or nothing.
     *
     * @return {@link #NO_VERSION} for null and blank text, {@link #BAD_VERSION} for what isn't a whole number from 1
     */
    public static int version(@Nullable Object stored) {
        if (stored instanceof Integer number) {
            return number >= 1 ? number : BAD_VERSION;
        }
        String text = stored == null ? "" : stored.toString().strip();
        if (text.isEmpty()) {
            return NO_VERSION;
        }
        // A longer text is no version, and would be slow to read as a number.
        if (text.length() > 20) {
            return BAD_VERSION;
        }
        try {
            int number = new BigDecimal(text).intValueExact();
            return number >= 1 ? number : BAD_VERSION;
        } catch (ArithmeticException | NumberFormatException e) {
            return BAD_VERSION;
        }
    }

    /** The same event at a place. */
    public StoredEvent<S> at(String stream, long position) {
        return new StoredEvent<>(type, version, stream, position, part, metadata, payload);
    }

    public StoredEvent<S> metadata(Map<String, String> metadata) {
        return new StoredEvent<>(type, version, stream, position, part, metadata, payload);
    }

    /** The same event with another payload, so also of another representation. */
    public <T> StoredEvent<T> payload(T payload) {
        return new StoredEvent<>(type, version, stream, position, part, metadata, payload);
    }

    StoredEvent<S> version(int version) {
        return new StoredEvent<>(type, version, stream, position, part, metadata, payload);
    }

    /** Type, version and place, without the payload. */
    @Override
    public String toString() {
        String what = switch (version) {
            case NO_VERSION -> type + " without a version";
            case BAD_VERSION -> type + " whose version isn't a whole number from 1";
            default -> type + " v" + version;
        };
        return what
                + (stream.isEmpty() ? "" : ", stream " + stream)
                + (position < 0 ? "" : ", position " + position)
                + (part == 0 ? "" : ", part " + part);
    }
}
