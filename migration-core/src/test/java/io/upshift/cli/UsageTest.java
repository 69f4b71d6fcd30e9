package io.upshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Changes;
import io.upshift.InMemoryTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says to arguments that make no sense. */
class UsageTest {
    private final CliCall call;

    UsageTest(@TempDir Path folder) {
        call = new CliCall(folder, new MemoryOptions(new InMemoryTarget(), Changes.adding("1-a")));
    }

    @Test
    void anUnknownOptionIsTwoWithASuggestion() {
        assertThat(call.run("migrate", "--stor", "memory")).isEqualTo(2);
        assertThat(call.err()).contains("Unknown option --stor", "--store", "orders migrate --help");
    }

    @Test
    void anUnknownCommandIsTwoWithASuggestion() {
        assertThat(call.run("migrat")).isEqualTo(2);
        assertThat(call.err()).contains("Unknown command migrat", "migrate");
    }

    @Test
    void noCommandIsTwoWithTheCommands() {
        assertThat(call.run()).isEqualTo(2);
        assertThat(call.err()).contains("plan, migrate, revert, status, validate, baseline, new");
    }

    @Test
    void aMissingStoreIsTwoAndNeverAnotherStore() {
        assertThat(call.run("migrate")).isEqualTo(2);
        assertThat(call.err()).contains("There is no store · next: give one with --store");
        assertThat(Files.exists(call.folder().resolve("upshift-report"))).isFalse();
    }

    @Test
    void errorsAreJsonToo() {
        assertThat(call.run("migrate", "--json", "--stor", "memory")).isEqualTo(2);
        assertThat(call.json())
                .containsEntry("format", 1)
                .containsEntry("outcome", "failed")
                .containsKey("error");
        assertThat(call.run("migrate", "--json")).isEqualTo(2);
        assertThat(call.json()).containsEntry("outcome", "failed");
        assertThat(call.run("plan", "--json", "--store", "memory", "--password-file", "x"))
                .isEqualTo(1);
        assertThat(String.valueOf(call.json().get("error")))
                .contains("The runner can't be made · there is no such file");
    }

    @Test
    void aValueIsNeverRepeatedBecauseItMayBeASecret() {
        String[][] calls = {
            {"migrate", "--password", "s3cret"},
            {"migrate", "--password=s3cret"},
            {"migrate", "--store", "memory", "s3cret"},
            {"migrate", "--lock-wait", "s3cret"},
            {"migrate", "--lock-wait=s3cret"},
            {"migrate", "--json=s3cret"},
            {"migrate", "--out-of-order=s3cret"},
            {"revert", "--steps", "s3cret"},
            {"revert", "--to", "s3cret", "--all"},
            {"migrate", "--store", "--password-file", "s3cret"},
            {"migrate", "--store", "a", "--store", "s3cret"},
        };
        for (String[] args : calls) {
            assertThat(call.run(args)).as(String.join(" ", args)).isEqualTo(2);
            assertThat(call.err() + call.out()).doesNotContain("s3cret").contains("next: ");
        }
    }

    @Test
    void helpShowsTheOptionsOfTheServiceAndIsNoError() {
        assertThat(call.run("--help")).isEqualTo(0);
        assertThat(call.out()).contains("migrate", "revert", "baseline");
        assertThat(call.run("migrate", "--help")).isEqualTo(0);
        assertThat(call.out()).contains("--store", "--report-dir", "--lock-wait", "--json");
    }
}
