package io.upshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about the JSON shows real output and explains every field of it. */
class JsonDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "json.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @ParameterizedTest
    @EnumSource
    void theExampleIsRealOutput(JsonExample example) throws IOException {
        String section = section(example);
        int start = section.indexOf("```json\n") + "```json\n".length();

        assertThat(section.substring(start, section.indexOf("```", start))).isEqualTo(example.json());
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldIsExplainedAndNoOther(JsonExample example) throws IOException {
        Set<String> explained = ROW.matcher(section(example))
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(explained).isEqualTo(fields(example.json()));
    }

    private static String section(JsonExample example) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("\n## " + example.heading() + "\n");
        int end = page.indexOf("\n## ", start + 1);
        assertThat(start).isPositive();
        return end < 0 ? page.substring(start) : page.substring(start, end);
    }

    private static Set<String> fields(String json) throws IOException {
        Set<String> fields = new TreeSet<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    fields.add(path(parser));
                }
            }
        }
        // What a backup's details and a finding's facts are is the provider's.
        fields.removeIf(field -> field.startsWith("backups[].details.")
                || field.startsWith("findings[].facts.")
                || field.startsWith("figures."));
        return fields;
    }

    private static String path(JsonParser parser) {
        return parser.getParsingContext()
                .pathAsPointer()
                .toString()
                .substring(1)
                .replaceAll("/\\d+/", "[].")
                .replace('/', '.');
    }
}
