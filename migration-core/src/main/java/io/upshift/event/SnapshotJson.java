package io.upshift.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a snapshot: every field in its place, one on each line, so that a difference is readable. */
final class SnapshotJson {
    static final int FORMAT = 1;

    private final JsonGenerator json;

    private SnapshotJson(JsonGenerator json) {
        this.json = json;
    }

    static String write(EventSnapshot snapshot) {
        StringWriter out = new StringWriter();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json = new JsonFactory().createGenerator(out).setPrettyPrinter(printer)) {
            new SnapshotJson(json).snapshot(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    private void snapshot(EventSnapshot snapshot) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("service", snapshot.service());
        json.writeObjectFieldStart("events");
        for (Map.Entry<String, EventSnapshot.Event> event : snapshot.events().entrySet()) {
            json.writeObjectFieldStart(event.getKey());
            event(event.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void event(EventSnapshot.Event event) throws IOException {
        if (event.appends() == null) {
            json.writeNullField("appends");
        } else {
            json.writeNumberField("appends", event.appends());
        }
        json.writeStringField("onNewer", word(event.onNewer()));
        json.writeObjectFieldStart("reads");
        for (Map.Entry<Integer, @Nullable EventShape> version : event.reads().entrySet()) {
            json.writeFieldName(version.getKey().toString());
            shape(version.getValue());
        }
        json.writeEndObject();
    }

    private void shape(@Nullable EventShape shape) throws IOException {
        if (shape == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        if (shape.closed()) {
            json.writeBooleanField("closed", true);
        }
        strings("undecided", shape.undecided());
        json.writeObjectFieldStart("fields");
        for (Map.Entry<String, EventField> field : shape.fields().entrySet()) {
            json.writeFieldName(field.getKey());
            field(field.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void field(EventField field) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", word(field.type()));
        json.writeBooleanField("required", field.required());
        if (field.nullable()) {
            json.writeBooleanField("nullable", true);
        }
        strings("values", field.values());
        if (field.object() != null) {
            json.writeFieldName("object");
            shape(field.object());
        }
        json.writeEndObject();
    }

    private void strings(String name, Iterable<String> values) throws IOException {
        if (values.iterator().hasNext()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
