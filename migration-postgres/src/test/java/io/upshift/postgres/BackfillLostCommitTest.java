package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.BatchSize;
import io.upshift.Batches;
import io.upshift.DataMigration;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.postgres.backfill.Backfill;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import io.upshift.testkit.fault.FaultProxy;
import io.upshift.testkit.fault.FaultProxy.Fault;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection of a batch is lost; what became of the batch stands in its range's row. */
class BackfillLostCommitTest {
    private static final int ROWS = 4_000;

    private Database database;

    private record Add() implements DataMigration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of("1", "add");
        }

        @Override
        public Batches<PostgresSession> up() {
            return Backfill.table("counters").set("x", "x + 1").size(BatchSize.fixed(200));
        }
    }

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.shared().freshDatabase();
        new Rows(database.dataSource())
                .execute("create table counters (id int primary key, x int not null); insert into counters select n, 0"
                        + " from generate_series(1, " + ROWS + ") n");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE", "CUT_AFTER"})
    void aBatchWhoseCommitLosesItsAnswerIsDoneOnce(Fault fault) throws Exception {
        // The first COMMITs belong to the history's tables, the intent and the look for what to wait for.
        for (int commit = 4; commit <= 12; commit += 4) {
            try (FaultProxy proxy = FaultProxy.atCommit(database, fault, commit)) {
                runner(proxy.dataSource()).migrate();
                assertThat(proxy.broke()).as(fault + " at commit " + commit).isTrue();
            }
            assertExact(fault + " at commit " + commit);
            close();
            open();
        }
    }

    @Test
    void aConnectionCutAnywhereLeavesEachRowChangedOnce() throws Exception {
        cutAnywhere(15);
    }

    @Test
    @Tag("proof")
    void aConnectionCutAnywhereManyTimesLeavesEachRowChangedOnce() throws Exception {
        cutAnywhere(100);
    }

    private void cutAnywhere(int times) throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int broke = 0;
        for (int i = 0; i < times; i++) {
            long at = 500L + random.nextInt(80_000);
            try (FaultProxy proxy = FaultProxy.atByte(database, at)) {
                try {
                    runner(proxy.dataSource()).migrate();
                } catch (MigrationException e) {
                    assertThat(e).as("seed " + seed).hasMessageContaining("next:");
                }
                broke += proxy.broke() ? 1 : 0;
            }
            runner(database.dataSource()).migrate();
            assertExact("seed " + seed + ", cut at byte " + at);
            close();
            open();
        }
        assertThat(broke).as("seed " + seed).isGreaterThan(times / 3);
    }

    private void assertExact(String how) throws Exception {
        Rows rows = new Rows(database.dataSource());
        assertThat(rows.number("select count(*) from counters where x = 1"))
                .as(how)
                .isEqualTo(ROWS);
        assertThat(rows.number("select sum(changed) from upshift_history_batch_range"))
                .as(how)
                .isEqualTo(ROWS);
        assertThat(runner(database.dataSource()).validate()).as(how).isEmpty();
    }

    private static MigrationRunner<PostgresSession> runner(DataSource source) {
        return MigrationRunner.on(PostgresTarget.of(source))
                .service("sample", "1")
                .add(new Add())
                .build();
    }
}
