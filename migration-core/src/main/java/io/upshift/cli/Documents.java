package io.upshift.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.upshift.MigrationException;
import io.upshift.Report;
import io.upshift.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The JSON documents that only the command line writes. */
final class Documents {
    private static final int FORMAT = 1;

    private Documents() {}

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** The report of a run that failed; without one, when it failed before it began, its outcome and error. */
    static String of(MigrationException e) {
        Report report = e.report();
        return report == null ? failure(outcome(e), String.valueOf(e.getMessage())) : report.toJson();
    }

    static String outcome(MigrationException e) {
        return e.reason() == MigrationException.Reason.HELD ? "held-elsewhere" : "failed";
    }

    static String failure(String outcome, String error) {
        return document(json -> {
            json.writeStringField("outcome", outcome);
            json.writeStringField("error", error);
        });
    }

    static String validation(Status status, List<String> problems) {
        return document(json -> {
            json.writeStringField("service", status.service().name());
            json.writeStringField("serviceVersion", status.service().version());
            json.writeStringField("target", status.target());
            json.writeBooleanField("valid", problems.isEmpty());
            strings(json, "problems", problems);
        });
    }

    static String created(List<Path> files) {
        return document(json ->
                strings(json, "files", files.stream().map(Path::toString).toList()));
    }

    private static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static String document(Fields fields) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out).setPrettyPrinter(printer)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }
}
