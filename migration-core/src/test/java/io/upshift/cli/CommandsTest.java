package io.upshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Changes;
import io.upshift.InMemoryTarget;
import io.upshift.Metadata;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** Commands as a shell sees them: arguments in, exit code and texts out. */
@Tag("smoke")
class CommandsTest {
    private final InMemoryTarget target = new InMemoryTarget();
    private final CliCall call;

    CommandsTest(@TempDir Path folder) {
        call = new CliCall(folder, new MemoryOptions(target, Changes.adding("1-a"), Changes.adding("2-b")));
    }

    @Test
    void planShowsWhatMigrateWouldDo() {
        assertThat(call.run("plan", "--store", "memory")).isEqualTo(0);
        assertThat(call.out()).contains("ID   KIND", "1-a  transactional  yes", "2-b");
        assertThat(target.lines()).isEmpty();
    }

    @Test
    void planAsJsonIsOneDocument() {
        assertThat(call.run("plan", "--json", "--store", "memory")).isEqualTo(0);
        assertThat(call.json()).containsEntry("format", 1).containsEntry("direction", "up");
        assertThat((List<?>) call.json().get("migrations")).hasSize(2);
    }

    @Test
    void aDryRunShowsWhatWouldChangeAndChangesNothing() {
        assertThat(call.run("migrate", "--dry-run", "--store", "memory")).isEqualTo(0);

        assertThat(call.out())
                .contains(
                        "works   1-a", "works   2-b", "The schema would change:", "+ line a", "Nothing of it is left");
        assertThat(target.lines()).isEmpty();
        assertThat(target.entries("orders")).isEmpty();
        assertThat(target.locks()).isZero();
    }

    @Test
    void aDryRunThatFailsIsOneAndSaysWhatWasNotTried() {
        CliCall broken = call.with(
                Changes.adding("1-a"),
                Changes.of("2-b", session -> session.run("remove nothing")),
                Changes.adding("3-c"));

        assertThat(broken.run("migrate", "--dry-run", "--json", "--store", "memory"))
                .isEqualTo(1);

        assertThat((List<?>) broken.json().get("migrations")).hasSize(2);
        assertThat(broken.json().get("untried")).isEqualTo(List.of("3-c: an earlier one failed"));
    }

    @Test
    void onTheStoreItselfOnlyWhatIsKnownIsTried() {
        assertThat(call.run("migrate", "--dry-run", "--on-live", "--store", "memory"))
                .isEqualTo(3);
        assertThat(call.err()).contains("1-a has no recorded traces");
        assertThat(call.run("migrate", "--on-live", "--store", "memory")).isEqualTo(2);
        assertThat(target.lines()).isEmpty();
    }

    @Test
    void aTraceShowsEveryStatement() {
        assertThat(call.run("trace", "--store", "memory")).isEqualTo(0);

        assertThat(call.out()).contains("1-a", "add a", "2-b", "add b");
        assertThat(target.lines()).isEmpty();
    }

    @Test
    void migrateAppliesAndWritesTheReport() throws Exception {
        assertThat(call.run("migrate", "--store", "memory")).isEqualTo(0);

        assertThat(target.lines()).containsExactly("a", "b");
        assertThat(call.out()).contains("applied  1-a", "2 migrations done on memory");
        assertThat(report()).containsEntry("outcome", "completed");
        try (var files = Files.list(call.folder().resolve("upshift-report"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void healthIsZeroUntilSomethingIsBroken() {
        assertThat(call.run("validate", "--health", "--store", "memory")).isEqualTo(0);
        assertThat(call.out()).contains("migrations-pending", "2");

        call.with(Changes.of("1-a", session -> session.run("nothing"))).run("migrate", "--store", "memory");
        assertThat(call.run("validate", "--health", "--json", "--store", "memory"))
                .isEqualTo(3);
        assertThat(call.json()).containsEntry("sound", false);
        assertThat(call.run("validate", "--health", "--schema", "--store", "memory"))
                .isEqualTo(2);
    }

    @Test
    void migrateAsJsonIsTheReport() throws Exception {
        assertThat(call.run("migrate", "--json", "--store", "memory")).isEqualTo(0);
        assertThat(call.json()).isEqualTo(report()).containsEntry("outcome", "completed");

        assertThat(call.run("migrate", "--json", "--store", "memory")).isEqualTo(0);
        assertThat(call.json()).containsEntry("outcome", "up-to-date");
    }

    @Test
    void aFailureIsOneAndItsReportIsWrittenToo() throws Exception {
        CliCall broken = call.with(Changes.of("1-a", session -> session.run("remove nothing")));

        assertThat(broken.run("migrate", "--json", "--store", "memory")).isEqualTo(1);

        assertThat(broken.json()).isEqualTo(report()).containsEntry("outcome", "failed");
        assertThat(String.valueOf(broken.json().get("error"))).contains("there is no line nothing · next: ");
        assertThat(broken.err()).contains("The migration failed · 1-a · memory");
    }

    @Test
    void aReportThatCannotBeWrittenIsOnlyAWarning() throws Exception {
        Files.writeString(call.folder().resolve("taken"), "a file");

        assertThat(call.run("migrate", "--store", "memory", "--report-dir", "taken"))
                .isEqualTo(0);

        assertThat(call.err()).contains("warning  The report can't be written", "--report-dir");
    }

    @Test
    void aRefusalIsThree() {
        CliCall heavy = call.with(Changes.adding("1-a", Metadata.none().requiresDowntime(true)));

        assertThat(heavy.run("migrate", "--store", "memory")).isEqualTo(3);
        assertThat(heavy.run("migrate", "--store", "memory", "--confirm-downtime"))
                .isEqualTo(0);
    }

    @Test
    void aShutGateIsZeroAndShownAndOpensWithAReasonAlone() {
        CliCall gated = call.with(Changes.gated("1-a", session -> Optional.of("version 1.3.0 is alive")));

        assertThat(gated.run("migrate", "--store", "memory")).isEqualTo(0);
        assertThat(gated.run("status", "--store", "memory")).isEqualTo(0);
        assertThat(gated.out()).contains("waiting  1-a  version 1.3.0 is alive");
        assertThat(gated.run("migrate", "--store", "memory", "--open-gate", "1-a="))
                .isEqualTo(2);
        assertThat(target.lines()).isEmpty();
        assertThat(gated.run("migrate", "--store", "memory", "--open-gate", "1-a=it is switched off"))
                .isEqualTo(0);
        assertThat(target.lines()).containsExactly("a");
    }

    @Test
    void aLockHeldElsewhereIsFour() {
        target.hold("orders");

        assertThat(call.run("migrate", "--json", "--store", "memory", "--lock-wait", "PT0.01S"))
                .isEqualTo(4);
        assertThat(call.json()).containsEntry("outcome", "held-elsewhere");
    }

    @Test
    void statusShowsATableAndCountsInJson() {
        call.run("migrate", "--store", "memory");

        assertThat(call.with(Changes.adding("1-a"), Changes.adding("2-b"), Changes.adding("3-c"))
                        .run("status", "--store", "memory"))
                .isEqualTo(0);
        assertThat(call.out()).contains("applied  1-a", "pending  3-c", "STATE    ID");

        call.run("status", "--json", "--store", "memory");
        assertThat((Map<?, ?>) call.json().get("counts")).extracting("applied").isEqualTo(2);
    }

    @Test
    void validateIsZeroOrThree() {
        call.run("migrate", "--store", "memory");
        assertThat(call.run("validate", "--json", "--store", "memory")).isEqualTo(0);
        assertThat(call.json()).containsEntry("valid", true).containsEntry("problems", List.of());

        target.tamper("orders", List.of(target.entries("orders").get(0)));
        assertThat(call.run("validate", "--json", "--store", "memory")).isEqualTo(3);
        assertThat(call.json()).containsEntry("valid", false);
        assertThat(call.run("validate", "--store", "memory")).isEqualTo(3);
        assertThat(call.out()).contains("problem  the history was edited");
    }

    @Test
    void baselineTakesMigrationsAsApplied() throws Exception {
        assertThat(call.run("baseline", "1", "--store", "memory")).isEqualTo(0);
        assertThat(report()).containsEntry("outcome", "completed");
        assertThat(call.run("baseline", "1", "--store", "memory")).isEqualTo(3);
        assertThat(call.run("baseline", "--store", "memory")).isEqualTo(2);
        assertThat(target.lines()).isEmpty();
    }

    @Test
    void whatTheFactoryOpenedIsClosedAfterTheCommand() {
        MemoryOptions options = new MemoryOptions(target, Changes.adding("1-a"));

        new CliCall(call.folder(), options).run("migrate", "--store", "memory");

        assertThat(options.closed()).isEqualTo(1);
    }

    @Test
    void whatAMigrationPrintsDoesNotGetIntoTheJson() {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MemoryOptions options = new MemoryOptions(target, Changes.of("1-a", session -> System.out.println("noise")));
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            String reports = call.folder().toString();
            int exit = UpshiftCli.of("orders", options)
                    .run("migrate", "--json", "--store", "memory", "--report-dir", reports);
            assertThat(exit).isEqualTo(0);
        } finally {
            System.setOut(before);
        }
        assertThat(JsonText.object(out.toString(StandardCharsets.UTF_8))).containsEntry("outcome", "completed");
    }

    @Test
    void aModuleAddsCommandsThatHaveTheRunnerAndTheOptions() {
        CliCall more = call.with(() -> List.of(new CountCommand()));

        assertThat(more.run("count", "--store", "memory")).isEqualTo(0);
        assertThat(more.out()).isEqualTo("2 pending\n");
    }

    @Command(name = "count")
    static final class CountCommand implements CliCommand {
        @Override
        public int run(CommandContext context) {
            context.out().print(context.runner().plan().items().size() + " pending\n");
            return 0;
        }
    }

    private Map<String, Object> report() throws Exception {
        return JsonText.object(Files.readString(call.folder().resolve("upshift-report/migration-report.json")));
    }
}
