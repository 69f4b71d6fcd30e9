package io.upshift;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What statements did on a scratch store, as JSON; every field is always there, in the same order. */
final class TraceJson {
    private TraceJson() {}

    static String write(RecordedPlan plan) {
        return Json.document(json -> {
            json.writeStringField("service", plan.service());
            json.writeStringField("dialect", plan.dialect());
            Json.objects(json, "migrations", plan.migrations(), (item, recording) -> {
                Json.id(item, recording.id());
                statements(item, "statements", recording.traces());
            });
        });
    }

    static void statements(JsonGenerator json, String field, List<StatementTrace> traces) throws IOException {
        Json.objects(json, field, traces, TraceJson::statement);
    }

    private static void statement(JsonGenerator json, StatementTrace trace) throws IOException {
        json.writeStringField("statement", trace.statement());
        Json.millis(json, "durationMs", trace.took());
        pairs(json, "locks", "mode", trace.locks());
        Json.objects(json, "scans", trace.scans().entrySet(), (item, scan) -> {
            item.writeStringField("table", scan.getKey());
            item.writeNumberField("rows", scan.getValue());
        });
        pairs(json, "rewrites", "reason", trace.rewrites());
        Json.strings(json, "rebuilt", trace.rebuilt());
        Json.strings(json, "invalid", trace.invalid());
        Json.strings(json, "held", trace.held());
    }

    private static void pairs(JsonGenerator json, String field, String what, Map<String, String> byTable)
            throws IOException {
        Json.objects(json, field, byTable.entrySet(), (item, pair) -> {
            item.writeStringField("table", pair.getKey());
            item.writeStringField(what, pair.getValue());
        });
    }
}
