package io.upshift.postgres.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Plan;
import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import io.upshift.Report;
import io.upshift.Settings;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.SqlFiles;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check in a run: before it, on what the database says, and in its report. */
class PostgresLintPlanTest {
    private final Database database = PostgresServer.shared().freshDatabase();
    private final DataSource source = database.dataSource();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aTableInUse() throws IOException, SQLException {
        write("V1__orders.sql", "create table orders (id bigint primary key, status text, note text);");
        runner(LintPolicy.production()).migrate();
        sql("insert into orders select n, 'open', repeat('x', 1000) from generate_series(1, 20000) n; analyze orders");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aBlockingFindingRefusesTheRunAndNothingIsChanged() throws Exception {
        write("V2__index.sql", "-- by status\ncreate index orders_status on orders (status);\n");

        assertThatThrownBy(() -> runner(LintPolicy.production()).migrate())
                .isInstanceOfSatisfying(MigrationException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(MigrationException.Reason.REFUSED);
                    assertThat(refused).hasMessageContaining("writes to orders wait");
                    assertThat(String.valueOf(refused.report())).contains("create-index-blocks-writes");
                });
        assertThat(count("select count(*) from pg_indexes where indexname = 'orders_status'"))
                .isZero();
        assertThat(count("select count(*) from upshift_history where id like '2-%'"))
                .isZero();
    }

    @Test
    void thePlanShowsWhereWhatAndHowLarge() throws IOException {
        write("V2__index.sql", "-- by status\ncreate index orders_status on orders (status);\n");

        Plan plan = runner(LintPolicy.production()).plan();

        assertThat(plan.findings())
                .filteredOn(finding -> finding.rule().equals("create-index-blocks-writes"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.detail().place()).endsWith("V2__index.sql:2:1");
                    assertThat(finding.detail().subject()).isEqualTo("orders");
                    assertThat(finding.detail().recipe())
                            .contains("create index concurrently orders_status on orders (status);");
                    assertThat(finding.detail().facts())
                            .containsKeys("size", "predicted")
                            .hasEntrySatisfying("size", size -> assertThat(size).contains("about 20000 rows"));
                });
        assertThat(plan.toJson()).contains("\"rule\" : \"create-index-blocks-writes\"");
    }

    @Test
    void aWaiverLetsItRunAndItsReasonIsInTheReport() throws IOException {
        write("V2__note.sql", """
                -- upshift: allow = drop-column, because = "nothing has read it since 1.4"
                alter table orders drop column note;
                """);

        Report report = runner(LintPolicy.production()).migrate();

        assertThat(report.toJson()).contains("\"suppressed\" : \"nothing has read it since 1.4\"");
        assertThat(findings(report)).extracting(Finding::rule).contains("drop-column");
    }

    /** What is there already counts: an index that no file made, and a CHECK that proves. */
    @Test
    void theDatabaseSaysWhatNoFileSays() throws Exception {
        sql("create table lines (id bigint primary key, order_id bigint, name varchar(20));"
                + " create index lines_order on lines (order_id);"
                + " alter table lines add constraint named check (name is not null)");
        write(
                "V2__lines.sql",
                "alter table lines add constraint lines_order_fk foreign key (order_id) references orders (id) not valid;\n");
        write("V3__name.sql", "alter table lines alter column name set not null;\n");
        write("V4__name.sql", "alter table lines alter column name type text;\n");

        assertThat(runner(LintPolicy.production()).plan().findings())
                .extracting(Finding::rule)
                .doesNotContain("foreign-key-without-index", "set-not-null-scans", "alter-type-rewrites");
    }

    @Test
    void tablesThatThePlanMakesAreNobodysYet() throws IOException {
        write("V2__parts.sql", "create table parts (id bigint primary key, name text);\n");
        write("V3__index.sql", "create index parts_name on parts (name);\n");

        assertThat(runner(LintPolicy.production()).plan().findings())
                .extracting(Finding::rule)
                .containsOnly("no-way-back");
    }

    @Test
    void aPublishedTableIsKnownFromTheDatabase() throws Exception {
        sql("create publication changes for table orders");
        write("V2__weight.sql", "alter table orders add column weight integer;\n");

        assertThat(runner(LintPolicy.production()).plan().findings())
                .extracting(Finding::rule)
                .contains("published-table-changed");
    }

    /** Sizes need a lock on the table; who holds it for long must not hold up the check. */
    @Test
    void aLockedTableIsLookedAtThroughTheStatistics() throws Exception {
        write("V2__index.sql", "create index orders_status on orders (status);\n");
        try (Connection holder = source.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table orders in access exclusive mode");

            assertThat(runner(LintPolicy.production()).plan().findings())
                    .filteredOn(finding -> finding.rule().equals("create-index-blocks-writes"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.detail().facts()).containsKey("size"));
            holder.rollback();
        }
    }

    @Test
    void aRunWithNothingToDoLooksAtNothing() {
        Report report = runner(LintPolicy.production()).migrate();

        assertThat(report).isInstanceOf(Report.UpToDate.class);
        assertThat(findings(report)).isEmpty();
    }

    private MigrationRunner<PostgresSession> runner(LintPolicy policy) {
        PostgresTarget target = PostgresTarget.of(source);
        return MigrationRunner.on(target)
                .service("shop", "1")
                .from(SqlFiles.in(folder))
                .preflight(Lint.with(policy).on(target))
                .settings(Settings.defaults())
                .build();
    }

    private static List<Finding> findings(Report report) {
        return report instanceof Report.Completed completed ? completed.findings() : List.of();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
