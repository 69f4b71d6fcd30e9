package io.upshift;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A status as JSON; every field is always there, in the same order. */
final class StatusJson {
    private StatusJson() {}

    static String write(Status status) {
        return Json.document(json -> {
            json.writeStringField("service", status.service().name());
            json.writeStringField("serviceVersion", status.service().version());
            json.writeStringField("target", status.target());
            json.writeObjectFieldStart("counts");
            for (State state : State.values()) {
                json.writeNumberField(Words.of(state), status.count(state));
            }
            json.writeEndObject();
            Json.objects(json, "migrations", status.migrations(), StatusJson::line);
            Json.strings(json, "problems", status.problems());
        });
    }

    private static void line(JsonGenerator json, Status.Line line) throws IOException {
        Json.id(json, line.id());
        json.writeStringField("description", line.description());
        Json.word(json, "kind", line.kind());
        Json.word(json, "state", line.state());
        json.writeBooleanField("breaking", line.breaking());
        Json.instant(json, "appliedAt", line.appliedAt());
        Json.millis(json, "durationMs", line.duration());
        json.writeStringField("by", line.by());
        json.writeStringField("serviceVersion", line.serviceVersion());
    }
}
