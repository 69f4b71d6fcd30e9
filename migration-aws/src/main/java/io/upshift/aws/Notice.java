package io.upshift.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import io.upshift.Receipt;
import io.upshift.Report;
import io.upshift.RunEvent;
import io.upshift.RunEvent.RunInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * What is said about a run.
 *
 * @param outcome started, succeeded, deferred, failed or held
 * @param migrations one line each
 * @param error null when there is none
 */
record Notice(
        RunInfo run,
        String environment,
        String outcome,
        long millis,
        List<String> migrations,
        List<String> backups,
        @Nullable String error) {
    /** Source: {@code Publish} in the Amazon SNS API Reference: less than 100 characters. */
    private static final int SUBJECT = 99;

    /** Keeps the whole message, in which the text stands several times, far below 256 KB. */
    private static final int LINES = 50;

    private static final int ERROR = 4000;

    static Notice started(RunEvent.RunStarted event, String environment) {
        return new Notice(
                event.run(), environment, "started", 0, List.of(event.migrations() + " pending"), List.of(), null);
    }

    static Notice finished(RunEvent.RunFinished event, String environment) {
        Report report = event.report();
        return new Notice(
                event.run(),
                environment,
                Outcome.of(report),
                report.duration().toMillis(),
                migrations(report),
                backups(report),
                report instanceof Report.Failed failed ? cut(Redaction.of(failed.error()), ERROR) : null);
    }

    /** ASCII alone, in one line: what every mail system shows. */
    String subject() {
        String what = outcome.equals("failed") ? "FAILED" : outcome;
        String subject = run.service().name() + " (" + environment + "): " + run.command() + " " + what;
        return cut(subject.replaceAll("[^ -~]", "?"), SUBJECT);
    }

    /** For each protocol the form that suits it. */
    String message() {
        String text = text();
        String json = JsonText.line(this::fields);
        return JsonText.line(out -> {
            out.writeStringField("default", text);
            for (String protocol : List.of("sqs", "lambda", "http", "https", "firehose")) {
                out.writeStringField(protocol, json);
            }
        });
    }

    /** What subscriptions can filter by. */
    Map<String, MessageAttributeValue> attributes() {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("service", attribute(run.service().name()));
        attributes.put("environment", attribute(environment));
        attributes.put("command", attribute(run.command()));
        attributes.put("outcome", attribute(outcome));
        return attributes;
    }

    private String text() {
        List<String> lines = new ArrayList<>();
        lines.add(run.command() + " of " + run.service().name() + " "
                + run.service().version() + " on " + run.target() + " (" + environment + "): " + outcome
                + (millis == 0 ? "" : " after " + millis + " ms"));
        if (error != null) {
            lines.add(error);
        }
        lines.addAll(migrations);
        backups.forEach(backup -> lines.add("backup: " + backup));
        lines.add("run " + run.id() + ", begun " + run.startedAt());
        return String.join("\n", lines);
    }

    private void fields(JsonGenerator json) throws IOException {
        json.writeStringField("outcome", outcome);
        json.writeStringField("run", run.id());
        json.writeStringField("command", run.command());
        json.writeStringField("service", run.service().name());
        json.writeStringField("serviceVersion", run.service().version());
        json.writeStringField("environment", environment);
        json.writeStringField("target", run.target());
        json.writeStringField("startedAt", run.startedAt().toString());
        json.writeNumberField("durationMs", millis);
        JsonText.strings(json, "migrations", migrations);
        JsonText.strings(json, "backups", backups);
        json.writeFieldName("error");
        json.writeString(error);
    }

    private static List<String> migrations(Report report) {
        Stream<String> shown = report.results().stream()
                .limit(LINES)
                .map(result -> result.id() + " " + result.state().name().toLowerCase(Locale.ROOT) + " in "
                        + result.duration().toMillis() + " ms");
        int more = report.results().size() - LINES;
        return Stream.concat(shown, more > 0 ? Stream.of("and " + more + " more") : Stream.empty())
                .map(line -> cut(line, ERROR))
                .toList();
    }

    private static List<String> backups(Report report) {
        if (report instanceof Report.Completed completed) {
            return completed.backups().stream().map(Notice::backup).toList();
        }
        return report instanceof Report.Failed failed
                ? failed.backups().stream().map(Notice::backup).toList()
                : List.of();
    }

    private static String backup(Receipt receipt) {
        return receipt.kind() + " " + receipt.id() + "; restore: " + receipt.restore();
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value.isEmpty() ? "none" : value)
                .build();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
    }
}
