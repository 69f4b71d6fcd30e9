package io.upshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Change;
import io.upshift.Changes;
import io.upshift.InMemorySession;
import io.upshift.InMemoryTarget;
import io.upshift.MigrationCoordinator;
import io.upshift.MigrationRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of a service with two stores. */
class CoordinatorCommandsTest {
    private final InMemoryTarget first = new InMemoryTarget();
    private final InMemoryTarget second = new InMemoryTarget();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path folder;
    private Change<InMemorySession> last = Changes.adding("2-c");

    CoordinatorCommandsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyCommandWorksOnAllStores() {
        assertThat(run("plan")).isZero();
        assertThat(text()).contains("On memory", "1-a", "1-b", "2-c");
        assertThat(run("migrate")).isZero();
        assertThat(text()).contains("applied  1-a", "applied  2-c", "1 migration done", "2 migrations done");
        assertThat(folder.resolve("upshift-report").resolve("migration-report.json"))
                .content()
                .contains("\"stores\" : [");
        assertThat(run("status")).isZero();
        assertThat(text().split("orders on memory", -1)).hasSize(3);
        assertThat(run("status", "--json")).isZero();
        assertThat(JsonText.object(text())).containsKeys("migrations", "stores");
        assertThat(run("validate")).isZero();
        assertThat(run("revert", "--all", "--yes")).isZero();
        assertThat(first.lines()).isEmpty();
        assertThat(second.lines()).isEmpty();
    }

    @Test
    void whatIsDoneToOneStoreNamesIt() {
        assertThat(run("baseline", "1")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("name it with --in-store, one of first, second");
        assertThat(run("baseline", "1", "--in-store", "third")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("use one of first, second");

        assertThat(run("baseline", "1", "--in-store", "second")).isZero();
        run("migrate");
        assertThat(first.lines()).containsExactly("a");
        assertThat(second.lines()).containsExactly("c");
    }

    @Test
    void aFailureIsCompensatedWhenThatIsAskedForAndConfirmed() {
        last = Changes.of("2-c", session -> {
            throw new IllegalStateException("it broke");
        });

        assertThat(run("migrate", "--compensate")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("was not confirmed");
        assertThat(first.lines()).containsExactly("a");

        run("revert", "--all", "--yes");
        assertThat(run("migrate", "--compensate", "--yes")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("taken back: 1 in second, 1 in first");
        assertThat(first.lines()).isEmpty();
    }

    @Test
    void theSchemaIsWrittenAndDriftFromItIsThreeWithEachDifference() {
        run("migrate");

        assertThat(run("validate", "--schema", "--write", "db/schema.json")).isZero();
        String written = read("db/schema.json");
        assertThat(written).contains("\"store\" : \"first\"", "\"store\" : \"second\"", "\"name\" : \"c\"");
        assertThat(run("validate", "--schema", "--compare", "db/schema.json")).isZero();

        run("revert", "--yes");
        assertThat(run("validate", "--schema", "--compare", "db/schema.json")).isEqualTo(3);
        assertThat(text()).contains("problem  second: - line c");
        assertThat(run("validate", "--schema", "--compare", "db/schema.json", "--json"))
                .isEqualTo(3);
        assertThat(JsonText.object(text())).containsEntry("valid", false);
        run("migrate");
        run("validate", "--schema", "--write", "again.json");
        assertThat(read("again.json")).isEqualTo(written);
    }

    @Test
    void aLookAtTheSchemaThatCouldFindNothingIsUsage() {
        assertThat(run("validate", "--schema")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is nothing to compare the schema with");
        assertThat(run("validate", "--schema", "--compare", "none.json")).isEqualTo(2);
        assertThat(run("validate", "--write", "schema.json")).isEqualTo(2);
        assertThat(folder.resolve("schema.json")).doesNotExist();
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                null,
                folder,
                false);
        RunnerFactory factory = context -> MigrationCoordinator.of("orders", "1")
                .then("first", runner(context, first, List.of(Changes.adding("1-a"))))
                .then("second", runner(context, second, List.of(Changes.adding("1-b"), last)))
                .build();
        return UpshiftCli.of("orders", factory).run(terminal, args);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static MigrationRunner<InMemorySession> runner(
            RunnerContext context, InMemoryTarget target, List<Change<InMemorySession>> changes) {
        MigrationRunner.Builder<InMemorySession> builder = MigrationRunner.on(target)
                .service("orders", "1")
                .settings(context.settings())
                .listener(context.progress());
        changes.forEach(builder::add);
        return builder.build();
    }
}
