package io.upshift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one way in which this library writes JSON: streaming, indented, the same on every platform. */
final class Json {
    private Json() {}

    static JsonGenerator generator(Writer out) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        return new JsonFactory().createGenerator(out).setPrettyPrinter(printer);
    }

    static void strings(JsonGenerator json, String field, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
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
