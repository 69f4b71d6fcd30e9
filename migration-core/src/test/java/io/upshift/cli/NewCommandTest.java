package io.upshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.InMemoryTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewCommandTest {
    private final Path folder;
    private final CliCall call;

    NewCommandTest(@TempDir Path folder) {
        this.folder = folder;
        call = new CliCall(folder, new MemoryOptions(new InMemoryTarget()));
    }

    @Test
    void sqlIsTwoFilesWithATimestamp() throws IOException {
        assertThat(call.run("new", "AddOrderTags")).isEqualTo(0);

        assertThat(files("src/main/resources/db/migration"))
                .hasSize(2)
                .allMatch(file -> file.matches("\\d{13}_add_order_tags\\.(up|down)\\.sql"));
        assertThat(call.out().lines()).hasSize(2).allMatch(line -> Files.exists(Path.of(line)));
    }

    @Test
    void sqlMayBeNumbered() throws IOException {
        call.run("new", "add tags", "--sequential", "--dir", "sql");
        call.run("new", "add-types", "--sequential", "--dir", "sql");

        assertThat(files("sql"))
                .containsExactly(
                        "001_add_tags.down.sql",
                        "001_add_tags.up.sql",
                        "002_add_types.down.sql",
                        "002_add_types.up.sql");
    }

    @Test
    void javaIsAClassThatCompiles() throws IOException {
        assertThat(call.run("new", "add_order_tags", "--package", "com.acme.orders"))
                .isEqualTo(0);
        assertThat(call.run("new", "AddTypes", "--package", "com.acme.orders", "--sequential"))
                .isEqualTo(0);

        List<String> files = files("src/main/java/com/acme/orders");
        assertThat(files.get(0)).matches("AddOrderTags\\d{13}\\.java");
        assertThat(files.get(1)).isEqualTo("V001__AddTypes.java");
        for (String file : files) {
            Path source = folder.resolve("src/main/java/com/acme/orders").resolve(file);
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            assertThat(compiler.run(null, null, null, "-d", folder.toString(), source.toString()))
                    .isZero();
        }
    }

    @Test
    void aClassNeedsAPackage() {
        assertThat(call.run("new", "AddTags", "--type", "java")).isEqualTo(2);
        assertThat(call.err()).contains("--package");
    }

    @Test
    void anythingButANameIsRefused() {
        for (String name : List.of("../up", "1tags", "a/b", "a;b", "ü")) {
            assertThat(call.run("new", name)).as(name).isEqualTo(2);
        }
        assertThat(call.run("new")).isEqualTo(2);
        assertThat(call.run("new", "a", "--package", "a b")).isEqualTo(2);
        assertThat(call.run("new", "a", "--package", "../a")).isEqualTo(2);
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path sql = Files.createDirectories(folder.resolve("sql"));
        Files.writeString(sql.resolve("002_add_tags.up.sql"), "mine");
        Files.writeString(sql.resolve("001_x.up.sql"), "mine");

        call.run("new", "add_tags", "--sequential", "--dir", "sql");

        assertThat(Files.readString(sql.resolve("002_add_tags.up.sql"))).isEqualTo("mine");
        assertThat(files("sql")).contains("003_add_tags.up.sql");
    }

    @Test
    void thePathsAreJsonToo() {
        call.run("new", "AddTags", "--json");

        assertThat((List<?>) call.json().get("files")).hasSize(2);
    }

    private List<String> files(String under) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(under))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
