package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upshift.Migration;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.Settings;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What a person is told: what failed, where, why, and what to do next, without data and secrets. */
class BadInputTest {
    private static final String CANARY = "canary-7f3a";

    private Database database;
    private Rows rows;

    @BeforeEach
    void open() {
        database = PostgresServer.shared().freshDatabase();
        rows = new Rows(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anUnreachableServerIsTold() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        nowhere.setUser("u");
        nowhere.setPassword(CANARY);
        assertTold(nowhere, "select 1", "No connection to the database", "08001", "check that the server runs");
    }

    @Test
    void aMissingDatabaseIsTold() {
        PGSimpleDataSource source = source(database.user());
        source.setUrl(database.url() + "_missing");
        assertTold(source, "select 1", "No connection to the database", "3D000", "create the database");
    }

    @Test
    void aRoleThatMayNotMakeTheHistoryIsTold() throws Exception {
        String role = role();
        rows.execute("revoke create on schema public from public");
        assertTold(source(role), "select 1", "The run lock of orders in", "42501", "grant the privilege");
    }

    @Test
    void aRoleThatMayNotChangeATableIsTold() throws Exception {
        String role = role();
        rows.execute("create table owned (id int); grant create, usage on schema public to " + role);
        assertTold(
                source(role), "alter table owned add b int", "1-java", "owner of table owned", "grant the privilege");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1, '" + CANARY + "'), (2, '" + CANARY + "')",
                "insert into t select 1, a || a from (select 'can' || 'ary-7f3a' as a) s, generate_series(1, 2)",
                "select ('can' || 'ary-7f3a')::int",
                "select ('can' || 'ary-7f3a \"quoted\" more')::int",
                "select ('can' || 'ary-7f3a')::timestamptz",
                "select to_date('can' || 'ary-7f3a', 'YYYY')",
                "select (repeat('9', 9) || '07303')::int",
                "insert into t select null, 'can' || 'ary-7f3a'",
                "insert into t select -1, 'can' || 'ary-7f3a'"
            })
    void rowDataReachesNoMessage(String sql) throws Exception {
        rows.execute("create table t (id int not null check (id > 0), a text unique)");
        String place = sql.contains(CANARY)
                ? "do $$ begin execute 'insert into t values (1, ''can'' || ''ary-7f3a'');"
                        + " insert into t values (2, ''can'' || ''ary-7f3a'')'; end $$"
                : sql;
        assertThat(everything(fail(database.dataSource(), place)))
                .contains("next:")
                .doesNotContain(CANARY)
                .doesNotContain("99999999907303");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; /* x */ commit",
                "DISCARD ALL",
                "set session authorization default; reset session authorization; set session authorization nobody_else"
            })
    void statementsThatLeaveTheStepAreRefused(String sql) throws Exception {
        assertThat(fail(database.dataSource(), sql))
                .hasMessageContaining("1-java")
                .hasMessageContaining("next:");
        assertThat(rows.number("select count(*) from upshift_history where state = 'applied'"))
                .isZero();
    }

    @Test
    void aRolesStatementTimeoutDoesNotReachTheMigration() throws Exception {
        String role = role();
        rows.execute("alter role " + role + " set statement_timeout = '1s'; grant create on schema public to " + role);
        assertThat(runner(target(source(role)), "select pg_sleep(1.5)").migrate())
                .isInstanceOf(Report.Completed.class);
    }

    @Test
    void aMigrationWaitsUntilAnotherSessionsLockIsGone() throws Exception {
        rows.execute("create table t (id int)");
        PostgresTarget target = target(database.dataSource()).budgets(quick(Duration.ofMinutes(1)));
        try (Connection holder = database.dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table t in access exclusive mode");
            CompletableFuture<Report> run = CompletableFuture.supplyAsync(
                    () -> runner(target, "create table made (id int); alter table t add b int")
                            .migrate());
            Thread.sleep(1500);
            assertThat(run).isNotDone();
            assertThat(rows.text("select to_regclass('made') is null")).isEqualTo("t");
            holder.rollback();
            assertThat(run.join()).isInstanceOf(Report.Completed.class);
        }
    }

    @Test
    void aLockThatStaysFailsAtTheDeadlineAndChangesNothing() throws Exception {
        rows.execute("create table t (id int)");
        PostgresTarget target = target(database.dataSource()).budgets(quick(Duration.ofMillis(300)));
        try (Connection holder = database.dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table t in access exclusive mode");
            assertThatThrownBy(runner(target, "create table made (id int); alter table t add b int")::migrate)
                    .hasMessageContaining("1-java")
                    .hasMessageContaining("55P03")
                    .hasMessageContaining("pg_blocking_pids");
        }
        assertThat(rows.text("select to_regclass('made') is null")).isEqualTo("t");
    }

    @Test
    void aPoolWithoutAutocommitIsServedAndLeftAsItWas() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            PostgresTarget target = target(SingleConnection.of(connection));
            assertThat(runner(target, "create table a (id int)").migrate()).isInstanceOf(Report.Completed.class);
            assertThat(runner(target, "create table a (id int)").migrate()).isInstanceOf(Report.UpToDate.class);
            assertThat(connection.getAutoCommit()).isFalse();
        }
        assertThat(rows.text("select to_regclass('a') is null")).isEqualTo("f");
    }

    private static LockBudgets quick(Duration deadline) {
        return LockBudgets.defaults().lockTimeout(Duration.ofMillis(20)).lockDeadline(deadline);
    }

    private void assertTold(DataSource source, String sql, String what, String why, String next) {
        assertThat(everything(fail(source, sql)))
                .contains(what, "upshift_history", why, "next: " + next)
                .doesNotContain(CANARY);
    }

    private static MigrationException fail(DataSource source, String sql) {
        return catchThrowableOfType(MigrationException.class, runner(target(source), sql)::migrate);
    }

    static String everything(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private String role() throws Exception {
        String role = database.name() + "_role";
        rows.execute("create role " + role + " login password '" + CANARY + "'");
        return role;
    }

    private PGSimpleDataSource source(String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(user);
        source.setPassword(user.equals(database.user()) ? database.password() : CANARY);
        return source;
    }

    private static PostgresTarget target(DataSource source) {
        return PostgresTarget.of(source);
    }

    private static MigrationRunner<PostgresSession> runner(PostgresTarget target, String sql) {
        return MigrationRunner.on(target)
                .service("orders", "1")
                .add(new Plain(sql))
                .settings(Settings.defaults())
                .build();
    }

    record Plain(String up) implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of("1", "java");
        }

        @Override
        public void up(PostgresSession session) throws Exception {
            session.sql(up);
        }
    }
}
