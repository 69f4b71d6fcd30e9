package io.upshift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Changes;
import io.upshift.InMemoryTarget;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevertCommandTest {
    private final InMemoryTarget target = new InMemoryTarget();
    private final CliCall call;

    RevertCommandTest(@TempDir Path folder) {
        MemoryOptions options =
                new MemoryOptions(target, Changes.adding("1-a"), Changes.adding("2-b"), Changes.adding("3-c"));
        call = new CliCall(folder, options);
    }

    @BeforeEach
    void migrate() {
        call.run("migrate", "--store", "memory");
    }

    @Test
    void withoutAPersonAndWithoutYesItIsRefused() {
        assertThat(call.run("revert", "--store", "memory")).isEqualTo(3);
        assertThat(call.out()).contains("3-c");
        assertThat(call.err()).contains("it was not confirmed", "--yes");
        assertThat(target.lines()).containsExactly("a", "b", "c");
    }

    @Test
    void withYesTheLastOneIsTakenBack() {
        assertThat(call.run("revert", "--yes", "--store", "memory")).isEqualTo(0);
        assertThat(call.out()).contains("loses what was written since", "reverted  3-c");
        assertThat(target.lines()).containsExactly("a", "b");
    }

    @Test
    void aPersonIsAskedAndDecides() {
        assertThat(call.answering("").run("revert", "--store", "memory")).isEqualTo(3);
        assertThat(call.err()).contains("Taking back 1 migration on memory", "Go on? [y/N]");
        assertThat(target.lines()).hasSize(3);

        assertThat(call.answering("y").run("revert", "--store", "memory")).isEqualTo(0);
        assertThat(target.lines()).hasSize(2);
    }

    @Test
    void jsonIsNeverMixedWithAQuestion() {
        assertThat(call.answering("y").run("revert", "--json", "--store", "memory"))
                .isEqualTo(3);
        assertThat(call.json()).containsEntry("outcome", "failed");
        assertThat(call.run("revert", "--json", "--yes", "--store", "memory")).isEqualTo(0);
        assertThat(call.json()).containsEntry("outcome", "completed");
    }

    @Test
    void stepsAndVersionAndAllSayHowFar() {
        assertThat(call.run("revert", "--yes", "--steps", "2", "--store", "memory"))
                .isEqualTo(0);
        assertThat(target.lines()).containsExactly("a");
        call.run("migrate", "--store", "memory");
        assertThat(call.run("revert", "--yes", "--to", "2", "--store", "memory"))
                .isEqualTo(0);
        assertThat(target.lines()).containsExactly("a", "b");
        assertThat(call.run("revert", "--yes", "--all", "--store", "memory")).isEqualTo(0);
        assertThat(target.lines()).isEmpty();
        assertThat(call.run("revert", "--yes", "--store", "memory")).isEqualTo(0);
        assertThat(call.out()).contains("Nothing to do on memory");
    }

    @Test
    void onlyOneOfThemMaySayHowFar() {
        assertThat(call.run("revert", "--yes", "--all", "--steps", "1", "--store", "memory"))
                .isEqualTo(2);
        assertThat(call.run("revert", "--yes", "--steps", "0", "--store", "memory"))
                .isEqualTo(2);
        assertThat(call.run("revert", "--yes", "--to", "9", "--store", "memory"))
                .isEqualTo(2);
        assertThat(target.lines()).hasSize(3);
    }

    @Test
    void anIrreversibleOneIsARefusal() {
        CliCall other = call.with(
                Changes.adding("1-a"), Changes.adding("2-b"), Changes.adding("3-c"), Changes.irreversible("4-d"));
        other.run("migrate", "--store", "memory");

        assertThat(other.run("revert", "--yes", "--store", "memory")).isEqualTo(3);
        assertThat(other.err()).contains("4-d has no down");
    }
}
