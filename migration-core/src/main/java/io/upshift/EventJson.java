package io.upshift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.upshift.RunEvent.RunInfo;
import io.upshift.RunEvent.StepInfo;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** An event as one line of JSON; which fields it has depends on the event. */
final class EventJson {
    private EventJson() {}

    static String write(RunEvent event) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("event", name(event));
            Json.instant(json, "at", event instanceof RunEvent.StepStarted started ? started.at() : Instant.now());
            fields(json, event);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static String name(RunEvent event) {
        return Words.dashed(event.getClass().getSimpleName());
    }

    private static void fields(JsonGenerator json, RunEvent event) throws IOException {
        if (event instanceof RunEvent.RunStarted started) {
            run(json, started.run());
            json.writeNumberField("migrations", started.migrations());
        } else if (event instanceof RunEvent.StepStarted started) {
            step(json, started.step());
        } else if (event instanceof RunEvent.Progress progress) {
            step(json, progress.step());
            progress(json, progress);
        } else if (event instanceof RunEvent.StepFinished finished) {
            step(json, finished.step());
            Json.word(json, "state", finished.state());
            Json.millis(json, "durationMs", finished.took());
            Json.string(json, "error", finished.error());
        } else if (event instanceof RunEvent.Blocked blocked) {
            step(json, blocked.step());
            json.writeNumberField("attempt", blocked.attempt());
            Json.strings(json, "by", blocked.by());
        } else if (event instanceof RunEvent.Checked checked) {
            step(json, checked.step());
            json.writeStringField("validation", checked.validation());
            json.writeBooleanField("holds", checked.holds());
        } else if (event instanceof RunEvent.Alert alert) {
            Json.string(json, "id", alert.id() == null ? null : alert.id().toString());
            json.writeStringField("what", alert.what());
        } else if (event instanceof RunEvent.RunFinished finished) {
            run(json, finished.run());
            json.writeStringField("outcome", ReportJson.outcome(finished.report()));
            Json.millis(json, "durationMs", finished.report().duration());
        }
    }

    private static void run(JsonGenerator json, RunInfo run) throws IOException {
        json.writeStringField("run", run.id());
        json.writeStringField("command", run.command());
        json.writeStringField("service", run.service().name());
        json.writeStringField("target", run.target());
    }

    private static void step(JsonGenerator json, StepInfo step) throws IOException {
        json.writeStringField("id", step.id().toString());
        Json.word(json, "direction", step.direction());
        Json.word(json, "kind", step.kind());
        json.writeStringField("step", step.name());
        json.writeNumberField("number", step.number() + 1);
        json.writeNumberField("of", step.of());
    }

    private static void progress(JsonGenerator json, RunEvent.Progress progress) throws IOException {
        RunEvent.Pace pace = progress.pace();
        json.writeNumberField("done", progress.done());
        json.writeNumberField("total", progress.total());
        json.writeStringField("note", progress.note());
        if (pace != null) {
            json.writeNumberField("rowsPerSecond", Math.round(pace.rowsPerSecond()));
            if (pace.left() != null) {
                Json.millis(json, "leftMs", pace.left());
            }
            Json.word(json, "confidence", pace.confidence());
            json.writeNumberField("batchSize", pace.batchSize());
            json.writeStringField("throttled", pace.throttled());
        }
    }
}
