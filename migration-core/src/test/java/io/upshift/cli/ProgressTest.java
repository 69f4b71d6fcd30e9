package io.upshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Changes;
import io.upshift.InMemoryTarget;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    private final Path folder;
    private final CliCall call;

    ProgressTest(@TempDir Path folder) {
        this.folder = folder;
        call = new CliCall(
                folder, new MemoryOptions(new InMemoryTarget(), Changes.adding("1-a"), Changes.adding("2-b")));
    }

    @Test
    void aPersonSeesABar() {
        call.answering("").run("migrate", "--store", "memory");

        assertThat(call.err()).contains("\r[--------------------] 0/2 1-a", "\r[##########----------] 1/2 2-b");
        assertThat(call.out()).contains("applied  2-b").doesNotContain("\r");
    }

    @Test
    void aLogSeesPlainLines() {
        call.run("migrate", "--store", "memory");

        assertThat(call.out()).doesNotContain("\r");
        assertThat(call.err()).isEmpty();
    }

    @Test
    void withJsonAProgramSeesEachEventAsALine() {
        call.answering("").run("migrate", "--store", "memory", "--json");

        assertThat(call.err()
                        .lines()
                        .map(line -> String.valueOf(JsonText.object(line).get("event"))))
                .containsExactly(
                        "run-started",
                        "step-started",
                        "step-finished",
                        "step-started",
                        "step-finished",
                        "run-finished");
        assertThat(call.json()).containsEntry("outcome", "completed");
    }

    @Test
    void statesAreColouredForAPersonAndNeverInALog() {
        call.colourful().answering("").run("migrate", "--store", "memory");
        assertThat(call.out()).contains("\u001B[32mapplied\u001B[39m  2-b");

        CliCall plain = new CliCall(folder, new MemoryOptions(new InMemoryTarget(), Changes.adding("1-a")));
        plain.answering("").run("migrate", "--store", "memory");
        assertThat(plain.out()).contains("applied  1-a").doesNotContain("\u001B");
    }
}
