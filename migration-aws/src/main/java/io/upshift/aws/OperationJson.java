package io.upshift.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.upshift.Direction;
import io.upshift.Entry;
import io.upshift.Kind;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.State;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An operation's document as JSON, and back. */
final class OperationJson {
    private static final String NOTES = "notes";
    private static final String ENTRIES = "entries";

    private OperationJson() {}

    static String write(OperationDocument document) {
        return JsonText.page(json -> {
            json.writeObjectFieldStart(NOTES);
            for (Map.Entry<String, String> note : new TreeMap<>(document.notes()).entrySet()) {
                json.writeStringField(note.getKey(), note.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart(ENTRIES);
            for (Entry entry : document.entries()) {
                write(json, entry);
            }
            json.writeEndArray();
        });
    }

    /** @throws MigrationException when it is no such document */
    static OperationDocument read(String service, String text) {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            Map<String, String> notes = Map.of();
            List<Entry> entries = new ArrayList<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals(NOTES)) {
                    notes = texts(json);
                } else if (field.equals(ENTRIES)) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        entries.add(entry(service, texts(json)));
                    }
                } else {
                    json.skipChildren();
                }
            }
            return new OperationDocument(List.copyOf(entries), notes);
        } catch (IOException | IllegalArgumentException e) {
            throw MigrationException.failed(
                    "The journal of an operation can't be read", "restore the text that was written", e);
        }
    }

    private static void write(JsonGenerator json, Entry entry) throws IOException {
        Entry.Draft draft = entry.draft();
        json.writeStartObject();
        json.writeNumberField("position", entry.position());
        json.writeStringField("id", draft.id().toString());
        json.writeStringField("description", draft.description());
        json.writeStringField("direction", word(draft.direction()));
        json.writeNumberField("step", draft.step());
        json.writeNumberField("steps", draft.steps());
        json.writeStringField("state", word(draft.state()));
        json.writeStringField("checksum", draft.checksum());
        json.writeStringField("serviceVersion", draft.serviceVersion());
        json.writeStringField("who", draft.who());
        json.writeStringField("host", draft.host());
        if (draft.error() != null) {
            json.writeStringField("error", draft.error());
        }
        json.writeStringField("runId", entry.runId());
        json.writeStringField("startedAt", entry.startedAt().toString());
        json.writeStringField("finishedAt", entry.finishedAt().toString());
        json.writeStringField("hash", entry.hash());
        json.writeEndObject();
    }

    private static Entry entry(String service, Map<String, String> fields) {
        Entry.Draft draft = new Entry.Draft(
                service,
                MigrationId.parse(text(fields, "id")),
                text(fields, "description"),
                Kind.ONLINE,
                constant(Direction.class, text(fields, "direction")),
                null,
                Integer.parseInt(text(fields, "step")),
                Integer.parseInt(text(fields, "steps")),
                constant(State.class, text(fields, "state")),
                text(fields, "checksum"),
                false,
                null,
                text(fields, "serviceVersion"),
                text(fields, "who"),
                text(fields, "host"),
                fields.get("error"));
        return new Entry(
                Long.parseLong(text(fields, "position")),
                draft,
                0,
                text(fields, "runId"),
                Instant.parse(text(fields, "startedAt")),
                Instant.parse(text(fields, "finishedAt")),
                "",
                text(fields, "hash"));
    }

    private static Map<String, String> texts(JsonParser json) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            texts.put(field, json.getText());
        }
        return texts;
    }

    private static String text(Map<String, String> fields, String name) {
        @Nullable String text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException("an entry has no " + name);
        }
        return text;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
