package io.upshift.postgres.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a shell sees it. */
class LintCommandTest {
    private static final String INDEX = "create index orders_status on orders (status);\n";

    @TempDir
    private Path folder = Path.of("");

    private record Call(int exit, String out, String err) {}

    @Test
    void aBlockingFindingExitsWithThreeAndIsJson() throws Exception {
        Path file = write("V2__index.sql", INDEX);

        Call call = lint("--json", file.toString());

        assertThat(call.exit()).as(call.err()).isEqualTo(3);
        assertThat(call.out()).startsWith("[");
        assertThat(fields(call.out()))
                .containsExactly(
                        "file",
                        "line",
                        "column",
                        "rule",
                        "severity",
                        "message",
                        "why",
                        "recipe",
                        "table",
                        "tableColumn",
                        "lock",
                        "work",
                        "bytes",
                        "rows",
                        "predicted",
                        "suppressed");
        assertThat(call.out())
                .contains(
                        "\"file\" : \"" + file + "\"",
                        "\"line\" : 1",
                        "\"rule\" : \"create-index-blocks-writes\"",
                        "\"severity\" : \"error\"",
                        "create index concurrently orders_status on orders (status);",
                        "\"lock\" : \"SHARE\"");
    }

    /** The page explains what the command prints. */
    @Test
    void everyFieldIsExplained() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "lint.md"));
        Call call = lint("--json", write("V2__index.sql", INDEX).toString());

        assertThat(fields(call.out()))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(page).contains("| `" + field + "` |"));
    }

    @Test
    void developmentIsWarnedAndGoesOn() throws Exception {
        Call call = lint(
                "--environment", "development", write("V2__index.sql", INDEX).toString());

        assertThat(call.exit()).isZero();
        assertThat(call.out()).contains("V2__index.sql:1:1  warning  create-index-blocks-writes", "1 file · 0 errors");
    }

    @Test
    void nothingToSayIsAnEmptyArray() throws Exception {
        write("U1__parts.sql", "drop table parts;\n");

        Call call = lint(
                "--json",
                write("V1__parts.sql", "create table parts (id bigint primary key);\n")
                        .toString());

        assertThat(call.exit()).isZero();
        assertThat(call.out().replaceAll("\\s", "")).isEqualTo("[]");
    }

    @Test
    void aMissingFileIsAUsageError() throws Exception {
        Call call = lint("--json", folder.resolve("V9__none.sql").toString());

        assertThat(call.exit()).isEqualTo(2);
        assertThat(call.out()).contains("There is no file");
    }

    @Test
    void aFileThatCannotBeTakenApartIsAFinding() throws Exception {
        Call call = lint(write("V2__cut.sql", "create table parts (id bigint);\nselect 'open;\n")
                .toString());

        assertThat(call.out()).contains("V2__cut.sql:2:8  warning  unparsable-statement");
    }

    /** A down comes after all ups, and what it loses is what it is for. */
    @Test
    void aFolderIsReadInTheOrderOfItsVersions() throws Exception {
        write("V10__note.sql", "alter table orders drop column note;\n");
        write("U10__note.sql", "alter table orders add column note text;\n");
        write("V9__orders.sql", "create table orders (id bigint primary key, note text);\n");
        write("U9__orders.sql", "drop table orders;\n");

        Call call = lint(folder.toString());

        assertThat(call.out().lines().filter(line -> line.contains("  error  ")))
                .singleElement()
                .asString()
                .contains("V10__note.sql:1:1", "drop-column");
        assertThat(lint("--one-deploy", folder.toString()).exit()).isZero();
    }

    @Test
    void aDatabaseAddsSizesAndIsNotChanged() throws Exception {
        try (Database database = PostgresServer.shared().freshDatabase()) {
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "create table orders as select n as id, 'open' as status from generate_series(1, 1000) n;"
                                + " analyze orders");
            }
            Path file = write("V2__index.sql", INDEX);

            Call call = lint("--json", "--url", database.url(), "--user", database.user(), file.toString());

            // A table as small as this is advice.
            assertThat(call.exit()).as(call.err()).isZero();
            assertThat(call.out()).contains("\"severity\" : \"advice\"", "\"rows\" : 1000", "\"predicted\" : \"about ");
        }
    }

    /** Who doesn't use the check doesn't need the parser; who does is told what is missing. */
    @Test
    void withoutTheParserTheCommandSaysWhatToAdd() throws Exception {
        String classPath = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                .filter(entry -> !entry.contains("pgcodekeeper") && !entry.contains("antlr4-runtime"))
                .collect(Collectors.joining(java.io.File.pathSeparator));

        Call call = call(classPath, "lint", write("V2__index.sql", INDEX).toString());

        assertThat(call.exit()).isEqualTo(2);
        assertThat(call.err()).contains("org.pgcodekeeper:pgcodekeeper-core");
        assertThat(call(classPath, "--help").exit()).isZero();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Call lint(String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of("lint"));
        all.addAll(List.of(args));
        return call(System.getProperty("java.class.path"), all.toArray(new String[0]));
    }

    private Call call(String classPath, String... args) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                LintMain.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Call(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static Set<String> fields(String json) throws IOException {
        Set<String> fields = new LinkedHashSet<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    fields.add(parser.currentName());
                }
            }
        }
        return fields;
    }
}
