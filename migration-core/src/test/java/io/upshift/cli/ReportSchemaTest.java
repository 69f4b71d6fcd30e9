package io.upshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.upshift.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportSchemaTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void aReportWithSomethingInEveryFieldIsValid() throws IOException {
        assertThat(errors(JsonExample.REPORT.json())).isEqualTo("[]");
    }

    @Test
    void aMissingFieldAndAnUnknownOutcomeAreErrors() throws IOException {
        ObjectNode report = (ObjectNode) mapper.readTree(JsonExample.REPORT.json());
        report.remove("run");
        report.put("outcome", "perhaps");

        assertThat(errors(report.toString())).contains("run").contains("outcome");
    }

    @Test
    void everyFieldOfAReportIsInTheSchema() throws IOException {
        Set<String> unknown = new TreeSet<>();
        unknown(mapper.readTree(JsonExample.REPORT.json()), mapper.readTree(text()), "", unknown);

        assertThat(unknown).as("fields that the schema doesn't name").isEmpty();
    }

    private void unknown(JsonNode value, JsonNode schema, String path, Set<String> unknown) {
        if (value.isArray()) {
            value.forEach(item -> unknown(item, schema.path("items"), path + "[]", unknown));
        } else if (value.isObject() && !schema.has("additionalProperties")) {
            value.fieldNames().forEachRemaining(field -> {
                String name = path + "." + field;
                if (!schema.path("properties").has(field)) {
                    unknown.add(name);
                }
                unknown(value.path(field), schema.path("properties").path(field), name, unknown);
            });
        }
    }

    private String errors(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text());
        return schema.validate(mapper.readTree(json)).toString();
    }

    private static String text() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(Report.class.getResourceAsStream("migration-report.schema.json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
