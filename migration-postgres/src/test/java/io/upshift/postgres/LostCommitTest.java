package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.Schema;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import io.upshift.testkit.fault.FaultProxy;
import io.upshift.testkit.fault.FaultProxy.Fault;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection is lost; where that is in mid-commit, the outcome is read back. */
class LostCommitTest {
    /** The first COMMIT belongs to the history's tables, the second to migration 1. */
    private static final int[] POSITIONS = {2, 4, 9};

    @TempDir
    Path folder;

    private Path files = Path.of("");
    private Database database;
    private Schema golden;

    @BeforeEach
    void open() throws Exception {
        files = Sample.files(folder);
        database = PostgresServer.shared().freshDatabase();
        try (Database other = PostgresServer.shared().freshDatabase()) {
            golden = Sample.golden(other.dataSource(), files);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_AFTER", "SILENT_AFTER"})
    void aStepWhoseCommitArrivedIsApplied(Fault fault) throws Exception {
        for (int position : positions(fault)) {
            database = PostgresServer.shared().freshDatabase();
            MigrationException failure = fail(fault, position);
            assertThat(failure)
                    .as(fault + " at commit " + position)
                    .hasMessageContaining("the connection was lost")
                    .hasMessageContaining("what was committed stays applied")
                    .hasMessageContaining("next: run again");
            assertThat(failure.report()).isInstanceOf(Report.Failed.class);
            assertRerunEndsWell(fault + " at commit " + position);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE", "SILENT_BEFORE"})
    void aStepWhoseCommitNeverArrivedIsNotApplied(Fault fault) throws Exception {
        for (int position : positions(fault)) {
            database = PostgresServer.shared().freshDatabase();
            assertThat(fail(fault, position))
                    .as(fault + " at commit " + position)
                    .hasMessageContaining("nothing of the step was committed")
                    .hasMessageContaining("next: run again");
            assertRerunEndsWell(fault + " at commit " + position);
        }
    }

    @Test
    void theLastStepOfARunMayLoseItsAnswerAndTheRunEndsWell() throws Exception {
        database = PostgresServer.shared().freshDatabase();
        try (FaultProxy proxy = FaultProxy.atCommit(database, Fault.CUT_AFTER, 2)) {
            MigrationRunner<PostgresSession> single = MigrationRunner.on(PostgresTarget.of(proxy.dataSource()))
                    .service("sample", "1")
                    .add(new Sample.Java(1, "create table ran (migration int)"))
                    .build();
            assertThat(single.migrate()).isInstanceOf(Report.Completed.class);
            assertThat(proxy.broke()).isTrue();
            assertThat(single.migrate()).isInstanceOf(Report.UpToDate.class);
        }
        assertRerunEndsWell("the only step");
    }

    @Test
    void aConnectionCutAnywhereIsRepairedByRunningAgain() throws Exception {
        cutAnywhere(25);
    }

    @Test
    @Tag("proof")
    void aConnectionCutAnywhereIsRepairedByRunningAgainManyTimes() throws Exception {
        cutAnywhere(200);
    }

    /** A silent connection costs seconds of waiting each time. */
    private static int[] positions(Fault fault) {
        return fault.name().startsWith("SILENT") ? new int[] {4} : POSITIONS;
    }

    private void cutAnywhere(int times) throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int broken = 0;
        for (int i = 0; i < times; i++) {
            database = PostgresServer.shared().freshDatabase();
            long at = 500L + random.nextInt(24_000);
            try (FaultProxy proxy = FaultProxy.atByte(database, at)) {
                Sample.runner(proxy.dataSource(), files).migrate();
            } catch (MigrationException e) {
                broken++;
                assertThat(e).as("seed " + seed).hasMessageContaining("next:");
            }
            assertRerunEndsWell("seed " + seed + ", round " + i + ", cut at byte " + at);
            database.close();
        }
        assertThat(broken).as("seed " + seed).isGreaterThan(times / 4);
    }

    private MigrationException fail(Fault fault, int position) throws Exception {
        try (FaultProxy proxy = FaultProxy.atCommit(database, fault, position)) {
            MigrationRunner<PostgresSession> runner = Sample.runner(proxy.dataSource(), files);
            return catchThrowableOfType(MigrationException.class, runner::migrate);
        }
    }

    private void assertRerunEndsWell(String how) throws Exception {
        Sample.runner(database.dataSource(), files).migrate();
        assertThat(Sample.wrong(database.dataSource(), files, golden)).as(how).isEmpty();
    }
}
