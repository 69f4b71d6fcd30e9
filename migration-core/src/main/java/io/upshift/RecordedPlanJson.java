package io.upshift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.upshift.RecordedPlan.Recording;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The recorded plan as JSON. */
final class RecordedPlanJson {
    private static final int FORMAT = 1;

    private RecordedPlanJson() {}

    static String write(RecordedPlan plan) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("service", plan.service());
            if (!plan.dialect().isEmpty()) {
                json.writeStringField("dialect", plan.dialect());
                json.writeStringField("namespace", plan.namespace());
            }
            json.writeArrayFieldStart("migrations");
            for (Recording recording : plan.migrations()) {
                json.writeStartObject();
                json.writeStringField("id", recording.id().toString());
                json.writeStringField("checksum", recording.checksum());
                json.writeBooleanField("dependsOnData", recording.dependsOnData());
                Json.strings(json, "up", recording.up());
                List<String> down = recording.down();
                if (down != null) {
                    Json.strings(json, "down", down);
                }
                Effects effects = recording.effects();
                if (effects != null) {
                    EffectsJson.write(json, effects);
                }
                TracesJson.write(json, recording.traces());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    static RecordedPlan read(String text) {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            return plan(json);
        } catch (IOException | IllegalArgumentException e) {
            throw MigrationException.failed(
                    "The recorded plan " + RecordedPlan.RESOURCE + " can't be read", "record it again", e);
        }
    }

    private static RecordedPlan plan(JsonParser json) throws IOException {
        String service = "";
        String dialect = "";
        String namespace = "";
        List<Recording> recordings = new ArrayList<>();
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "format" -> checkFormat(json.getIntValue());
                case "service" -> service = json.getText();
                case "dialect" -> dialect = json.getText();
                case "namespace" -> namespace = json.getText();
                case "migrations" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        recordings.add(recording(json));
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new RecordedPlan(service, dialect, namespace, recordings);
    }

    private static Recording recording(JsonParser json) throws IOException {
        String id = "";
        String checksum = "";
        boolean dependsOnData = false;
        List<String> up = List.of();
        List<String> down = null;
        Effects effects = null;
        Map<Integer, StatementTrace> traces = Map.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> id = json.getText();
                case "checksum" -> checksum = json.getText();
                case "dependsOnData" -> dependsOnData = json.getBooleanValue();
                case "up" -> up = Json.strings(json);
                case "down" -> down = Json.strings(json);
                case "effects" -> effects = EffectsJson.read(json);
                case "traces" -> traces = TracesJson.read(json);
                default -> json.skipChildren();
            }
        }
        return new Recording(
                MigrationId.parse(id), checksum, dependsOnData, up, down, effects, TracesJson.all(traces, up));
    }

    private static void checkFormat(int format) {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format " + format + " is not " + FORMAT);
        }
    }

    private static void expect(JsonParser json, @Nullable JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw new IllegalArgumentException("it doesn't start with an object");
        }
    }
}
