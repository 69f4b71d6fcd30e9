package io.upshift.dynamodb.event;

import io.upshift.event.EventCensus;
import io.upshift.event.EventRegistry;
import io.upshift.event.StoredEvent;
import io.upshift.event.UpcasterChain;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table that holds one event an item: its key is a stream and a number that grows in it.
 *
 * <p>Immutable: each setter returns a changed copy.
 */
public final class EventItems {
    private final String table;
    private String stream = "streamId";
    private String position = "position";
    private String type = "eventType";
    private String version = "schemaVersion";
    private String payload = "payload";
    private @Nullable String metadata;

    private EventItems(String table) {
        this.table = table;
    }

    /**
     * A table with the attributes {@code streamId}, {@code position}, {@code eventType}, {@code schemaVersion} and
     * {@code payload}, unless the setters say otherwise.
     */
    public static EventItems of(String table) {
        return new EventItems(table);
    }

    /** The partition key, which says whose event it is. */
    public EventItems stream(String attribute) {
        return with(copy -> copy.stream = attribute);
    }

    /** The sort key, a number: the place in the stream. */
    public EventItems position(String attribute) {
        return with(copy -> copy.position = attribute);
    }

    /** The attribute with the type, a text. */
    public EventItems type(String attribute) {
        return with(copy -> copy.type = attribute);
    }

    /** The attribute with the version, a number or a text; items without it have the registry's default. */
    public EventItems version(String attribute) {
        return with(copy -> copy.version = attribute);
    }

    /** The attribute with the payload, as the chain's codec takes it. */
    public EventItems payload(String attribute) {
        return with(copy -> copy.payload = attribute);
    }

    /** The attribute with metadata, a map whose texts and numbers upcasters see; none unless set. */
    public EventItems metadata(String attribute) {
        return with(copy -> copy.metadata = attribute);
    }

    /** How many events of which version there are, all of them counted: reads the whole table. */
    public EventCensus census(DynamoDbClient client, EventRegistry<?> registry) {
        return new ItemCensus(this, client, registry).all();
    }

    /**
     * The same, estimated from parts of the table that are drawn at random.
     *
     * <p>A part is a stretch of the space that partition keys are hashed to, so streams are drawn whole, and as many
     * events as stand in a part count as one draw.
     *
     * @param percent of the table, above 0 and up to 100
     */
    public EventCensus sample(DynamoDbClient client, EventRegistry<?> registry, double percent) {
        return new ItemCensus(this, client, registry).sample(percent);
    }

    /**
     * Work that writes every event where it is, as its current version.
     *
     * @see EventRewrite
     */
    public EventRewrite upcast(UpcasterChain<AttributeValue, ?> chain) {
        return EventRewrite.of(this, chain);
    }

    String table() {
        return table;
    }

    String type() {
        return type;
    }

    String version() {
        return version;
    }

    String payload() {
        return payload;
    }

    String stream() {
        return stream;
    }

    @Nullable
    String metadata() {
        return metadata;
    }

    /** @param item a look at an item's attributes; null for one that it doesn't have */
    StoredEvent<AttributeValue> event(Function<String, @Nullable AttributeValue> item) {
        AttributeValue payloadValue = item.apply(payload);
        AttributeValue positionValue = item.apply(position);
        Map<String, String> notes = new HashMap<>();
        AttributeValue metadataValue = metadata == null ? null : item.apply(metadata);
        if (metadataValue != null && metadataValue.hasM()) {
            metadataValue.m().forEach((name, value) -> {
                String text = text(value);
                if (text != null) {
                    notes.put(name, text);
                }
            });
        }
        String place = positionValue == null ? null : positionValue.n();
        return new StoredEvent<>(
                type(item),
                version(item),
                stream(item),
                place == null ? -1 : Long.parseLong(place),
                0,
                notes,
                payloadValue == null ? AttributeValue.fromNul(true) : payloadValue);
    }

    String stream(Function<String, @Nullable AttributeValue> item) {
        String text = text(item.apply(stream));
        return text == null ? "" : text;
    }

    /** Empty when it has none. */
    String type(Function<String, @Nullable AttributeValue> item) {
        String text = text(item.apply(type));
        return text == null ? "" : text;
    }

    /** As {@link StoredEvent#version(Object)} gives it. */
    int version(Function<String, @Nullable AttributeValue> item) {
        AttributeValue value = item.apply(version);
        String text = text(value);
        return value != null && text == null ? StoredEvent.BAD_VERSION : StoredEvent.version(text);
    }

    private static @Nullable String text(@Nullable AttributeValue value) {
        if (value == null) {
            return null;
        }
        return value.s() != null ? value.s() : value.n();
    }

    private EventItems with(Consumer<EventItems> change) {
        EventItems copy = new EventItems(table);
        copy.stream = stream;
        copy.position = position;
        copy.type = type;
        copy.version = version;
        copy.payload = payload;
        copy.metadata = metadata;
        change.accept(copy);
        return copy;
    }
}
