package io.upshift.postgres.lint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Findings as a JSON array; every field is always there, in the same order. {@code docs/lint.md} explains them. */
final class LintJson {
    private LintJson() {}

    static String write(List<LintFinding> findings) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out).setPrettyPrinter(printer)) {
            json.writeStartArray();
            for (LintFinding finding : findings) {
                json.writeStartObject();
                fields(json, finding);
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    private static void fields(JsonGenerator json, LintFinding finding) throws IOException {
        Effect effect = finding.effect();
        TableFacts facts = finding.facts();
        json.writeStringField("file", finding.located().file());
        json.writeNumberField("line", finding.located().line());
        json.writeNumberField("column", finding.located().column());
        json.writeStringField("rule", finding.rule().id());
        json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("message", finding.hit().message());
        json.writeStringField("why", finding.rule().why());
        json.writeStringField("recipe", finding.hit().recipe());
        string(
                json,
                "table",
                finding.hit().table() == null ? null : finding.hit().table().sql());
        string(json, "tableColumn", finding.hit().column());
        string(json, "lock", effect == null ? null : effect.lock().words());
        string(json, "work", effect == null ? null : Prediction.words(effect.work()));
        number(json, "bytes", facts == null ? null : facts.allBytes());
        number(json, "rows", facts == null ? null : facts.rows());
        string(json, "predicted", finding.predicted());
        string(json, "suppressed", finding.suppressed());
    }

    private static void string(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, value);
        }
    }

    private static void number(JsonGenerator json, String field, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, value);
        }
    }
}
