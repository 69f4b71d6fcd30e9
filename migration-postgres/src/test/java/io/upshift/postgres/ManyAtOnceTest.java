package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.Schema;
import io.upshift.Settings;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances that start in the same moment on an empty database. */
class ManyAtOnceTest {
    private static final int THREADS = 16;
    private static final int PROCESSES = 4;
    private static final int MIGRATIONS = 30;

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = PostgresServer.shared().freshDatabase();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void sixteenThreadsApplyEveryMigrationOnce() throws Exception {
        List<Report> reports = together(target());
        assertThat(reports).filteredOn(Report.Completed.class::isInstance).hasSize(1);
        assertThat(reports).filteredOn(Report.UpToDate.class::isInstance).hasSize(THREADS - 1);
        assertAppliedOnce("public.upshift_history");
    }

    @Test
    void aHistorySchemaThatDoesNotExistIsMadeOnce() throws Exception {
        together(target().historyTable("Migrations of us", "history"));
        assertAppliedOnce("\"Migrations of us\".history");
    }

    @Test
    void twoServicesInstallTheirHistoryAtOnce() throws Exception {
        Rows rows = new Rows(database.dataSource());
        for (int round = 0; round < 5; round++) {
            rows.execute("drop schema if exists history cascade; drop table if exists ran");
            rows.execute("create table ran (migration int)");
            List<Callable<Report>> runs = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                MigrationRunner<PostgresSession> runner =
                        runner(target().historyTable("history", "entries"), i % 2 == 0 ? "even" : "odd", 2);
                runs.add(runner::migrate);
            }
            assertThat(atOnce(runs))
                    .filteredOn(Report.Completed.class::isInstance)
                    .hasSize(2);
            assertThat(rows.number("select count(*) from history.entries where state = 'applied'"))
                    .isEqualTo(2L * (MIGRATIONS - 1));
        }
    }

    @Test
    void fourProcessesApplyEveryMigrationOnce() throws Exception {
        Path files = Sample.files(folder);
        Schema golden;
        try (Database other = PostgresServer.shared().freshDatabase()) {
            golden = Sample.golden(other.dataSource(), files);
        }
        List<Child> children = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                children.add(Child.start(database, files));
            }
            for (Child child : children) {
                child.awaitReady();
            }
            for (Child child : children) {
                child.go();
            }
            List<String> said = new ArrayList<>();
            for (Child child : children) {
                said.add(child.said());
            }
            assertThat(said).containsOnly("Completed", "UpToDate").containsOnlyOnce("Completed");
        } finally {
            children.forEach(Child::close);
        }
        new Rows(database.dataSource()).await("select not exists (select from pg_locks where locktype = 'advisory')");
        assertThat(Sample.wrong(database.dataSource(), files, golden)).isEmpty();
    }

    private List<Report> together(PostgresTarget target) throws Exception {
        List<Callable<Report>> runs = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            MigrationRunner<PostgresSession> runner = runner(target, "orders", 1);
            runs.add(runner::migrate);
        }
        return atOnce(runs);
    }

    private static List<Report> atOnce(List<Callable<Report>> runs) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(runs.size());
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            List<Future<Report>> futures = new ArrayList<>();
            for (Callable<Report> run : runs) {
                futures.add(threads.submit(() -> {
                    barrier.await();
                    return run.call();
                }));
            }
            List<Report> reports = new ArrayList<>();
            for (Future<Report> future : futures) {
                reports.add(future.get());
            }
            return reports;
        } finally {
            threads.shutdownNow();
        }
    }

    private PostgresTarget target() {
        return PostgresTarget.of(database.dataSource());
    }

    private static MigrationRunner<PostgresSession> runner(PostgresTarget target, String service, int first) {
        MigrationRunner.Builder<PostgresSession> builder =
                MigrationRunner.on(target).service(service, "1").settings(Settings.defaults());
        for (int version = first; version <= MIGRATIONS; version++) {
            String up = version == 1 ? "create table ran (migration int)" : "select " + version;
            builder.add(new Sample.Java(version, up));
        }
        return builder.build();
    }

    private void assertAppliedOnce(String history) throws Exception {
        Rows rows = new Rows(database.dataSource());
        assertThat(rows.number("select count(*) from ran")).isEqualTo(MIGRATIONS);
        assertThat(rows.number("select count(distinct migration) from ran")).isEqualTo(MIGRATIONS);
        assertThat(rows.number("select count(*) from " + history)).isEqualTo(MIGRATIONS);
    }
}
