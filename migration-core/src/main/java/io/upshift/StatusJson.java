package io.upshift;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;

/** A status as JSON; every field is always there, in the same order. */
final class StatusJson {
    private StatusJson() {}

    static String write(Status status) {
        return Json.document(json -> fields(json, status));
    }

    private static void fields(JsonGenerator json, Status status) throws IOException {
        json.writeStringField("service", status.service().name());
        json.writeStringField("serviceVersion", status.service().version());
        json.writeStringField("target", status.target());
        json.writeObjectFieldStart("counts");
        for (State state : State.values()) {
            json.writeNumberField(Words.of(state), status.count(state));
        }
        json.writeEndObject();
        Json.objects(json, "migrations", status.migrations(), StatusJson::line);
        Json.objects(json, "batches", status.batches(), StatusJson::work);
        Json.strings(json, "problems", status.problems());
        Json.objects(json, "stores", status.stores(), StatusJson::fields);
    }

    private static void work(JsonGenerator json, Status.Work work) throws IOException {
        Checkpoint checkpoint = work.checkpoint();
        json.writeStringField("id", work.id().toString());
        Json.word(json, "direction", checkpoint.direction());
        json.writeNumberField("done", checkpoint.passed());
        json.writeNumberField("total", Math.max(checkpoint.total(), checkpoint.passed()));
        json.writeNumberField("changed", checkpoint.changed());
        json.writeNumberField("leftOut", checkpoint.failedKeys());
        json.writeNumberField("rowsPerSecond", Math.round(checkpoint.rowsPerSecond()));
        Duration left = work.left();
        if (left == null) {
            json.writeNullField("leftMs");
        } else {
            Json.millis(json, "leftMs", left);
        }
        json.writeBooleanField("paused", checkpoint.isPaused());
        Json.instant(json, "movedAt", checkpoint.movedAt());
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
        json.writeStringField("waiting", line.waiting());
    }
}
