package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Credentials;
import io.upshift.DryRun;
import io.upshift.MigrationException;
import io.upshift.MigrationException.Reason;
import io.upshift.MigrationRunner;
import io.upshift.RecordedPlan;
import io.upshift.Settings;
import io.upshift.StatementTrace;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
    @TempDir
    Path folder;

    private final Database database = PostgresServer.shared().freshDatabase();
    private final Rows rows = new Rows(database.dataSource());
    private SqlFolderFixture files;

    @BeforeEach
    void open() {
        files = new SqlFolderFixture(folder)
                .file("V1__orders.sql", "create table orders (id int primary key, name text)");
    }

    @AfterEach
    void close() {
        files.close();
        database.close();
    }

    @Test
    void aTraceTellsWhatStatementsDoAndLeavesTheStoreAlone() throws Exception {
        files.file("V2__type.sql", "alter table orders alter id type bigint");

        RecordedPlan plan = runner(scratch().allowingLive()).trace();

        StatementTrace type = plan.migrations().get(1).traces().get(0);
        assertThat(type.rewrites()).containsOnlyKeys("orders");
        assertThat(type.took()).isPositive();
        assertThat(plan.toTraceJson()).contains("\"mode\" : \"access exclusive\"");
        assertThat(PostgresTarget.of(database.dataSource()).inspect().isEmpty()).isTrue();
        assertThat(rows.text("select to_regclass('upshift_history') is null")).isEqualTo("t");
    }

    @Test
    void theServerThatIsMigratedIsNoScratchServer() {
        assertThatThrownBy(() -> runner(scratch()).trace())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("on the server that is to be migrated");
    }

    @Test
    void withoutAScratchServerNothingIsTried() {
        assertThatThrownBy(() -> files.runner().trace())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.USAGE))
                .hasMessageContaining("--scratch-url");
    }

    @Test
    void aDryRunTriesWhatIsPendingOnTheSchemaAsItIs() throws Exception {
        runner(scratch()).migrate();
        rows.execute("alter table orders add column by_hand int; create view v as select id, by_hand from orders;"
                + " insert into orders values (1)");
        String history = rows.text("select count(*) || max(hash) from upshift_history");
        files.file("V2__note.sql", "alter table orders add column note text not null");

        DryRun run = runner(scratch().allowingLive()).dryRun();

        assertThat(run.isFailed()).isFalse();
        assertThat(run.untried()).isEmpty();
        assertThat(run.change().lines())
                .contains("+ column public.orders.note: text not null")
                .noneMatch(line -> line.contains("by_hand, ") && line.startsWith("+"));
        assertThat(run.migrations()).extracting(DryRun.Tried::id).hasSize(1);
        assertThat(rows.text("select count(*) || max(hash) from upshift_history"))
                .isEqualTo(history);
    }

    @Test
    void aDryRunSaysWhatFailsAndWhatWasNotTried() throws Exception {
        files.file("V2__a.sql", "alter table nothing add column a int")
                .file("V3__b.sql", "alter table orders add column b int");

        DryRun run = runner(scratch().allowingLive()).dryRun();

        assertThat(run.isFailed()).isTrue();
        assertThat(run.migrations()).hasSize(2);
        assertThat(run.migrations().get(1).error()).contains("nothing", "does not exist");
        assertThat(run.untried()).containsExactly("3-b: an earlier one failed");
        assertThat(run.change().lines()).contains("+ table public.orders");
    }

    @Test
    void aSchemaWithEverythingInItIsCopiedOrTheDifferenceIsTold() throws Exception {
        rows.execute(everything());

        try (ScratchDatabase copy = ScratchDatabase.make(
                PostgresTarget.of(database.dataSource()), scratch().allowingLive())) {
            assertThat(copy.copySchema())
                    .allMatch(difference -> difference.matches(".*(setting|publication|default privileges) .*"));
        }
    }

    @Test
    void onLiveOnlyWhatIsRecordedAsShortIsTried() {
        assertThatThrownBy(() -> runner(scratch()).dryRunOnLive())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("1-orders has no recorded traces");
    }

    @Test
    void whatIsRecordedAsShortIsTriedOnLiveAndRolledBack() throws Exception {
        runner(scratch()).migrate();
        String history = rows.text("select count(*) || max(hash) from upshift_history");
        files.file("V2__note.sql", "alter table orders add column note text");

        DryRun run = withRecordedPlan(() -> runner(scratch()).dryRunOnLive());

        assertThat(run.isFailed()).isFalse();
        assertThat(run.change().lines()).contains("+ column public.orders.note: text");
        assertThat(PostgresTarget.of(database.dataSource()).inspect().toString())
                .doesNotContain("note");
        assertThat(rows.text("select count(*) || max(hash) from upshift_history"))
                .isEqualTo(history);
    }

    @Test
    void whatIsRecordedAsARewriteIsNotTriedOnLive() throws Exception {
        runner(scratch()).migrate();
        files.file("V2__type.sql", "alter table orders alter id type bigint");

        assertThatThrownBy(() -> withRecordedPlan(() -> runner(scratch()).dryRunOnLive()))
                .hasMessageContaining("2-type rewrites orders");
    }

    private <T> T withRecordedPlan(Callable<T> call) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Path file = folder.resolve(RecordedPlan.RESOURCE);
        Files.createDirectories(file.getParent());
        try (SqlFolderFixture other = new SqlFolderFixture(folder)) {
            Files.writeString(file, other.runner().record().toJson());
        }
        try (URLClassLoader classPath =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(classPath);
            return call.call();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private ScratchServer scratch() {
        return ScratchServer.of(database.url(), Credentials.fixed(database.user(), database.password()));
    }

    private MigrationRunner<PostgresSession> runner(ScratchServer scratch) {
        return MigrationRunner.on(PostgresTarget.of(database.dataSource()).scratch(scratch))
                .service("orders", "1")
                .from(SqlFiles.in(folder))
                .settings(Settings.defaults())
                .build();
    }

    private static String everything() throws IOException {
        try (InputStream in = Objects.requireNonNull(TrialTest.class.getResourceAsStream("/everything.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
