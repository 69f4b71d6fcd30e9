package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationException;
import io.upshift.Schema;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run killed at any moment, from outside, is repaired by running again. */
class KilledTest {
    /** About as long as the sample takes from its session's first setting to its end, here and in a new JVM. */
    private static final int RUN_MILLIS = 300;

    private static final int CHILD_MILLIS = 500;

    /** A session that doesn't show within so long has come and gone. */
    private static final int LONGEST_LOOK_MILLIS = 5_000;

    @TempDir
    Path folder;

    private Path files = Path.of("");
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private Schema golden;

    @BeforeEach
    void open() throws Exception {
        files = Sample.files(folder);
        try (Database database = PostgresServer.shared().freshDatabase()) {
            golden = Sample.golden(database.dataSource(), files);
        }
    }

    @Test
    void aKilledProcessIsRepairedByTheNextRun() throws Exception {
        assertThat(killProcesses(20, 3)).as("seed " + seed).isGreaterThan(2);
    }

    @Test
    @Tag("proof")
    void twoHundredKilledProcessesAreRepairedByTheNextRun() throws Exception {
        assertThat(killProcesses(200, 200)).as("seed " + seed).isGreaterThan(20);
    }

    @Test
    void aKilledBackendIsRepairedByTheNextRun() throws Exception {
        assertThat(killBackends(12)).as("seed " + seed).isGreaterThan(1);
    }

    @Test
    @Tag("proof")
    void twoHundredKilledBackendsAreRepairedByTheNextRun() throws Exception {
        assertThat(killBackends(200)).as("seed " + seed).isGreaterThan(40);
    }

    /**
     * Each database sees one to three kills.
     *
     * @param enough runs that were stopped in their middle
     * @return how many were
     */
    private int killProcesses(int kills, int enough) throws Exception {
        int midway = 0;
        int done = 0;
        while (done < kills && midway < enough) {
            try (Database database = PostgresServer.shared().freshDatabase()) {
                StringBuilder moments = new StringBuilder("seed " + seed + ", killed after ms");
                for (int left = 1 + random.nextInt(3); left > 0 && done < kills; left--, done++) {
                    int moment = random.nextInt(CHILD_MILLIS);
                    moments.append(' ').append(moment);
                    try (Child child = Child.start(database, files)) {
                        child.awaitReady();
                        child.go();
                        awaitSession(database);
                        Thread.sleep(moment);
                        child.kill();
                    }
                    midway += isMidway(database) ? 1 : 0;
                }
                assertRerunEndsWell(database, moments.toString());
            }
        }
        return midway;
    }

    private int killBackends(int kills) throws Exception {
        int midway = 0;
        for (int i = 0; i < kills; i++) {
            try (Database database = PostgresServer.shared().freshDatabase()) {
                int moment = random.nextInt(RUN_MILLIS);
                CompletableFuture<String> run = CompletableFuture.supplyAsync(() -> run(database));
                awaitSession(database);
                Thread.sleep(moment);
                for (int pid : backends(database)) {
                    PostgresServer.shared().killBackend(pid);
                }
                assertThat(run.join()).as("seed " + seed).matches("Completed|.*next: .*run again.*");
                midway += isMidway(database) ? 1 : 0;
                assertRerunEndsWell(database, "seed " + seed + ", backend killed after ms " + moment);
            }
        }
        return midway;
    }

    private String run(Database database) {
        try {
            return Sample.runner(database.dataSource(), files)
                    .migrate()
                    .getClass()
                    .getSimpleName();
        } catch (MigrationException e) {
            return String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    /** How long a JVM takes to start says nothing; what counts is the moment within the run. */
    private static void awaitSession(Database database) throws Exception {
        long begun = System.nanoTime();
        while (backends(database).isEmpty()
                && System.nanoTime() - begun
                        < Duration.ofMillis(LONGEST_LOOK_MILLIS).toNanos()) {
            Thread.sleep(1);
        }
    }

    private static List<Integer> backends(Database database) throws SQLException {
        List<Integer> pids = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pid from pg_stat_activity where application_name ="
                        + " 'upshift sample' and datname = current_database()")) {
            while (rows.next()) {
                pids.add(rows.getInt(1));
            }
        }
        return pids;
    }

    private boolean isMidway(Database database) throws SQLException {
        Rows rows = new Rows(database.dataSource());
        if (rows.text("select to_regclass('upshift_history') is null").equals("t")) {
            return false;
        }
        long applied = rows.number("select count(*) from upshift_history where state = 'applied'");
        return applied > 0 && applied < Sample.STEPS;
    }

    private void assertRerunEndsWell(Database database, String how) throws SQLException {
        Sample.runner(database.dataSource(), files).migrate();
        assertThat(Sample.wrong(database.dataSource(), files, golden)).as(how).isEmpty();
    }
}
