package io.upshift;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** A plan as JSON; every field is always there, in the same order. */
final class PlanJson {
    private PlanJson() {}

    static String write(Plan plan) {
        return Json.document(json -> {
            json.writeStringField("service", plan.service().name());
            json.writeStringField("serviceVersion", plan.service().version());
            json.writeStringField("target", plan.target());
            Json.word(json, "direction", plan.direction());
            Json.objects(json, "migrations", plan.items(), (item, value) -> item(item, value, plan.direction()));
            Json.strings(json, "warnings", plan.warnings());
            Json.objects(json, "findings", plan.findings(), FindingJson::write);
            Json.objects(json, "calls", plan.calls(), PlanJson::call);
        });
    }

    private static void call(JsonGenerator json, RemoteCall call) throws IOException {
        json.writeStringField("permission", call.permission());
        json.writeStringField("resource", call.resource());
        json.writeStringField("purpose", call.purpose());
    }

    private static void item(JsonGenerator json, Plan.Item item, Direction direction) throws IOException {
        Metadata metadata = item.metadata();
        Json.id(json, item.id());
        json.writeStringField("description", item.description());
        Json.word(json, "kind", item.kind());
        Json.word(json, "direction", direction);
        json.writeBooleanField("reversible", item.isReversible());
        json.writeBooleanField("resumed", item.isResumed());
        json.writeBooleanField("breaking", metadata.breaking());
        Json.word(json, "risk", metadata.risk());
        json.writeBooleanField("requiresDowntime", metadata.requiresDowntime());
        Json.millis(json, "estimatedDurationMs", metadata.estimatedDuration());
        Json.strings(json, "impactedTables", metadata.impactedTables());
        Json.ids(json, "dependsOn", metadata.dependsOn());
        json.writeStringField("origin", item.origin());
        Json.strings(json, "steps", item.steps());
        Json.strings(json, "statements", item.statements());
        RecordedPlan.Recording recording = item.recording();
        Effects effects = recording == null ? null : recording.effects();
        Json.strings(json, "changes", effects == null ? List.of() : effects.lines());
        TraceJson.statements(json, "recorded", recording == null ? List.of() : recording.traces());
    }
}
