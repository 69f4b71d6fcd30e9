package io.upshift.postgres.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at and changes the fields of a JSON object, and leaves all others exactly as they are. */
final class JsonObjects {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonObjects() {}

    /** The fields that are texts, numbers or booleans, as texts. */
    static Map<String, String> scalars(String object) {
        Map<String, String> scalars = new HashMap<>();
        try (JsonParser in = JSON.createParser(object)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return scalars;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    scalars.put(name, in.getText());
                } else {
                    in.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(unreadable());
        }
        return scalars;
    }

    /** @param changes texts and numbers by field; null removes one */
    static String with(String object, Map<String, @Nullable Object> changes) {
        if (changes.isEmpty()) {
            return object;
        }
        StringWriter text = new StringWriter();
        Map<String, @Nullable Object> left = new LinkedHashMap<>(changes);
        try (JsonParser in = JSON.createParser(object);
                JsonGenerator out = JSON.createGenerator(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable();
            }
            out.writeStartObject();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                if (changes.containsKey(name)) {
                    in.skipChildren();
                    write(out, name, left.remove(name));
                } else {
                    out.writeFieldName(name);
                    out.copyCurrentStructureExact(in);
                }
            }
            for (Map.Entry<String, @Nullable Object> added : left.entrySet()) {
                write(out, added.getKey(), added.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(unreadable());
        }
        return text.toString();
    }

    /** An object of fields whose values are JSON already. */
    static String of(Map<String, String> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                out.writeFieldName(field.getKey());
                out.writeRawValue(field.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String quoted(String text) {
        StringWriter quoted = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(quoted)) {
            out.writeString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return quoted.toString();
    }

    private static void write(JsonGenerator out, String name, @Nullable Object value) throws IOException {
        if (value instanceof Integer number) {
            out.writeNumberField(name, number);
        } else if (value != null) {
            out.writeStringField(name, value.toString());
        }
    }

    /** Without the parser's message, which quotes what it could not read. */
    private static IOException unreadable() {
        return new IOException("a column that holds an event's payload or metadata is no JSON object");
    }
}
