package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LongLivedServerTest {

    @TempDir
    Path folder;

    @Test
    void theDataIsThereTheNextTimeAndTheServerIsNot() throws SQLException {
        try (PostgresServer server = PostgresServer.embedded(folder)) {
            Query.on(server.database("kept")).run("create table t (a int)", "insert into t values (1)");
            assertThat(Query.on(server.database("kept")).value("show fsync")).isEqualTo("on");
        }
        assertThat(running()).isFalse();

        try (PostgresServer server = PostgresServer.embedded(folder)) {
            assertThat(Query.on(server.database("kept")).value("select a from t"))
                    .isEqualTo("1");
        }
    }

    @Test
    void oneFolderIsOneServerUntilItsLastUserCloses() throws SQLException {
        PostgresServer first = PostgresServer.embedded(folder);
        PostgresServer second = PostgresServer.embedded(folder);
        first.close();
        first.close();

        assertThat(Query.on(second.database("postgres")).value("select 1")).isEqualTo("1");
        second.close();
        assertThat(running()).isFalse();
    }

    @Test
    void twoCommandsAtOnceShareTheServerAndTheLastOneStopsIt() throws Exception {
        ServerCommand first = ServerCommand.start(folder);
        ServerCommand second = ServerCommand.start(folder);
        String one = first.said();
        String two = second.said();

        assertThat(withoutCount(one)).isEqualTo(withoutCount(two)).startsWith("embedded PostgreSQL at 127.0.0.1:");
        first.close();
        assertThat(running()).isTrue();
        second.close();
        assertThat(running()).isFalse();
    }

    @Test
    void theServerOfAKilledCommandIsAdoptedAndStopped() throws Exception {
        ServerCommand killed = ServerCommand.start(folder);
        String before = killed.said();
        killed.kill();
        assertThat(running()).isTrue();

        try (PostgresServer server = PostgresServer.embedded(folder)) {
            assertThat(before).startsWith(server.toString());
            assertThat(Query.on(server.database("kept")).value("select count(*) from visits"))
                    .isEqualTo("1");
        }
        assertThat(running()).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aServerThatDoesNotAnswerIsReplaced() throws Exception {
        ServerCommand killed = ServerCommand.start(folder);
        killed.said();
        killed.kill();
        long hanging =
                PostmasterPid.running(folder.resolve("data")).orElseThrow().pid();
        new ProcessBuilder("kill", "-STOP", Long.toString(hanging)).start().waitFor();

        try (PostgresServer server = PostgresServer.embedded(folder)) {
            assertThat(Query.on(server.database("kept")).value("select count(*) from visits"))
                    .isEqualTo("1");
            assertThat(PostmasterPid.running(folder.resolve("data"))
                            .orElseThrow()
                            .pid())
                    .isNotEqualTo(hanging);
        }
    }

    @Test
    void aPidFileThatNamesAnotherProgramIsNoServer() throws Exception {
        PostgresServer.embedded(folder).close();
        Path file = PostmasterPid.file(folder.resolve("data"));
        Files.writeString(file, ProcessHandle.current().pid() + "\n" + folder + "\n0\n1\n");

        try (PostgresServer server = PostgresServer.embedded(folder)) {
            assertThat(server.version()).isGreaterThan(13);
        }
        Files.writeString(file, "");
        PostgresServer.embedded(folder).close();
    }

    @Test
    void anInitialisationThatWasCutOffIsBegunAgain() throws Exception {
        PostgresServer.embedded(folder).close();
        Files.move(folder.resolve("data"), folder.resolve("unfinished-1"));
        Files.delete(folder.resolve("unfinished-1/global/pg_control"));

        try (PostgresServer server = PostgresServer.embedded(folder)) {
            assertThat(server.version()).isGreaterThan(13);
        }
        assertThat(folder.resolve("unfinished-1")).doesNotExist();
    }

    @Test
    void aFolderWithSomethingElseIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> PostgresServer.embedded(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("thesis.txt");
        assertThat(Folders.children(folder)).isEqualTo(List.of(folder.resolve("thesis.txt")));
    }

    @Test
    void dataOfAnotherVersionIsRefusedAndKept() throws IOException {
        PostgresServer.embedded(folder).close();
        Files.writeString(folder.resolve("data/PG_VERSION"), "9\n");

        assertThatThrownBy(() -> PostgresServer.embedded(folder))
                .hasMessageContaining("PostgreSQL 9")
                .hasMessageContaining("delete the folder");
        assertThat(folder.resolve("data/PG_VERSION")).exists();
    }

    private boolean running() {
        return PostmasterPid.running(folder.resolve("data")).isPresent();
    }

    private static String withoutCount(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }
}
