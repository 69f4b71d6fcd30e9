package io.upshift;

import com.fasterxml.jackson.core.JsonGenerator;
import io.upshift.Preflight.Finding;
import io.upshift.RunEvent.RunInfo;
import java.io.IOException;
import java.util.List;

/** A report as JSON; every field is always there, in the same order. */
final class ReportJson {
    private ReportJson() {}

    static String write(Report report) {
        return Json.document(json -> {
            json.writeStringField("outcome", outcome(report));
            run(json, report.run());
            Json.millis(json, "durationMs", report.duration());
            Json.objects(json, "migrations", report.results(), ReportJson::result);
            Json.objects(json, "findings", findings(report), FindingJson::write);
            Json.objects(json, "backups", backups(report), ReportJson::receipt);
            Json.strings(json, "alerts", alerts(report));
            Json.strings(json, "deferred", deferred(report));
            Json.string(json, "error", report instanceof Report.Failed failed ? failed.error() : null);
        });
    }

    static String outcome(Report report) {
        if (report instanceof Report.UpToDate) {
            return "up-to-date";
        }
        if (report instanceof Report.HeldElsewhere) {
            return "held-elsewhere";
        }
        if (report instanceof Report.Failed) {
            return "failed";
        }
        return deferred(report).isEmpty() ? "completed" : "deferred";
    }

    private static void run(JsonGenerator json, RunInfo run) throws IOException {
        json.writeObjectFieldStart("run");
        json.writeStringField("id", run.id());
        json.writeStringField("command", run.command());
        json.writeStringField("service", run.service().name());
        json.writeStringField("serviceVersion", run.service().version());
        json.writeStringField("target", run.target());
        Json.instant(json, "startedAt", run.startedAt());
        json.writeStringField("by", run.by());
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, Report.Result result) throws IOException {
        Json.id(json, result.id());
        json.writeStringField("description", result.description());
        Json.word(json, "kind", result.kind());
        Json.word(json, "direction", result.direction());
        Json.word(json, "state", result.state());
        Json.millis(json, "durationMs", result.duration());
        Json.objects(json, "steps", result.steps(), ReportJson::step);
        Json.strings(json, "changes", result.changes());
        Json.string(json, "error", result.error());
    }

    private static void step(JsonGenerator json, Report.StepResult step) throws IOException {
        json.writeStringField("name", step.name());
        Json.word(json, "state", step.state());
        Json.instant(json, "startedAt", step.startedAt());
        Json.millis(json, "durationMs", step.duration());
        Json.objects(json, "waits", step.waits(), (item, wait) -> {
            Json.instant(item, "at", wait.at());
            item.writeNumberField("attempt", wait.attempt());
            Json.strings(item, "by", wait.by());
        });
        Json.objects(json, "progress", step.samples(), ReportJson::sample);
        Json.objects(json, "validations", step.checks(), (item, check) -> {
            item.writeStringField("name", check.name());
            item.writeBooleanField("holds", check.holds());
        });
    }

    private static void sample(JsonGenerator json, Report.Sample sample) throws IOException {
        RunEvent.Pace pace = sample.pace();
        Json.instant(json, "at", sample.at());
        json.writeNumberField("done", sample.done());
        json.writeNumberField("total", sample.total());
        json.writeNumberField("rowsPerSecond", pace == null ? 0 : Math.round(pace.rowsPerSecond()));
        json.writeNumberField("batchSize", pace == null ? 0 : pace.batchSize());
        json.writeStringField("throttled", pace == null ? "" : pace.throttled());
    }

    private static void receipt(JsonGenerator json, Receipt receipt) throws IOException {
        json.writeStringField("kind", receipt.kind());
        json.writeStringField("id", receipt.id());
        Json.instant(json, "takenAt", receipt.takenAt());
        json.writeStringField("restore", receipt.restore());
        Json.texts(json, "details", receipt.details());
    }

    private static List<Finding> findings(Report report) {
        if (report instanceof Report.Completed completed) {
            return completed.findings();
        }
        return report instanceof Report.Failed failed ? failed.findings() : List.of();
    }

    private static List<Receipt> backups(Report report) {
        if (report instanceof Report.Completed completed) {
            return completed.backups();
        }
        return report instanceof Report.Failed failed ? failed.backups() : List.of();
    }

    private static List<String> alerts(Report report) {
        if (report instanceof Report.Completed completed) {
            return completed.alerts();
        }
        return report instanceof Report.Failed failed ? failed.alerts() : List.of();
    }

    private static List<String> deferred(Report report) {
        return report instanceof Report.Completed completed ? completed.deferred() : List.of();
    }
}
