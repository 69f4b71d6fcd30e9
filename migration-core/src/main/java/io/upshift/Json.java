package io.upshift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The one way in which this library writes JSON: streaming, indented, the same on every platform. */
final class Json {
    /** The version of every document's shape, in its first field. */
    static final int FORMAT = 1;

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    /** The printer counts only levels whose indenter says that it isn't in line. */
    private static final DefaultPrettyPrinter.Indenter ONE_LINE = new DefaultPrettyPrinter.Indenter() {
        @Override
        public void writeIndentation(JsonGenerator json, int level) throws IOException {
            json.writeRaw(' ');
        }

        @Override
        public boolean isInline() {
            return false;
        }
    };

    private Json() {}

    /** Writes the fields of an object. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** Writes the fields of an object that stands for a value. */
    interface FieldsOf<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }

    /** One document, from its format to its line end. */
    static String document(Fields fields) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    static <T> void objects(JsonGenerator json, String field, Iterable<T> values, FieldsOf<T> fields)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (T value : values) {
            json.writeStartObject();
            fields.write(json, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** An id with its parts; a repeatable migration has no version. */
    static void id(JsonGenerator json, MigrationId id) throws IOException {
        json.writeStringField("id", id.toString());
        string(json, "version", id.isRepeatable() ? null : id.version());
        json.writeStringField("name", id.name());
    }

    static JsonGenerator generator(Writer out) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(LINES);
        printer.indentArraysWith(LINES);
        return new JsonFactory().createGenerator(out).setPrettyPrinter(printer);
    }

    /** Writes the rest of an object or array that was started, with its end, on the same line. */
    static void inLine(JsonGenerator json, Fields rest) throws IOException {
        if (json.getPrettyPrinter() instanceof DefaultPrettyPrinter printer) {
            printer.indentObjectsWith(ONE_LINE);
            printer.indentArraysWith(ONE_LINE);
            rest.write(json);
            printer.indentObjectsWith(LINES);
            printer.indentArraysWith(LINES);
        }
    }

    static void strings(JsonGenerator json, String field, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static void texts(JsonGenerator json, String field, Map<String, String> values) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }

    /** Nothing when there are none. */
    static void someStrings(JsonGenerator json, String field, Collection<String> values) throws IOException {
        if (!values.isEmpty()) {
            strings(json, field, values);
        }
    }

    /** On one line; nothing when there are none. */
    static void lineOfStrings(JsonGenerator json, String field, Collection<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(field);
            inLine(json, line -> {
                for (String value : values) {
                    line.writeString(value);
                }
                line.writeEndArray();
            });
        }
    }

    /** Texts by name; nothing when there are none. */
    static void someTexts(JsonGenerator json, String field, Map<String, String> values) throws IOException {
        if (!values.isEmpty()) {
            texts(json, field, values);
        }
    }

    /** An array of texts, from its start on. */
    static List<String> strings(JsonParser json) throws IOException {
        List<String> out = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            out.add(json.getText());
        }
        return out;
    }

    /** An object of texts, from its start on. */
    static SortedMap<String, String> texts(JsonParser json) throws IOException {
        SortedMap<String, String> out = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            out.put(field, json.getText());
        }
        return out;
    }

    static void string(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, value);
        }
    }

    static void word(JsonGenerator json, String field, @Nullable Enum<?> value) throws IOException {
        string(json, field, value == null ? null : Words.of(value));
    }

    static void instant(JsonGenerator json, String field, @Nullable Instant value) throws IOException {
        string(json, field, value == null ? null : value.toString());
    }

    static void millis(JsonGenerator json, String field, Duration value) throws IOException {
        json.writeNumberField(field, value.toNanos() / 1_000_000.0);
    }

    static void ids(JsonGenerator json, String field, List<MigrationId> ids) throws IOException {
        strings(json, field, ids.stream().map(MigrationId::toString).toList());
    }
}
