package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RunEvent;
import io.upshift.Settings;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A step that meets another session's lock: who is told of it, and what never takes its limit away. */
class BlockedTest {
    private static final String CANARY = "canary-4711";
    private static final String CHANGE = "create table made (id int); alter table t add b int";

    private final List<RunEvent> events = new CopyOnWriteArrayList<>();
    private Database database;
    private Rows rows;

    @BeforeEach
    void open() throws SQLException {
        database = PostgresServer.shared().freshDatabase();
        rows = new Rows(database.dataSource());
        rows.execute("create table t (id int, a text)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoBlocksIsToldAtEachTryAndWhenTheTimeIsUp() throws Exception {
        try (Connection holder = holder()) {
            int pid = pid(holder);
            assertThatThrownBy(runner(database.dataSource(), CHANGE)::migrate)
                    .hasMessageContaining("1-change")
                    .hasMessageContaining("canceling statement due to lock timeout (55P03)")
                    .hasMessageContaining("tried 2 times")
                    .hasMessageContaining(
                            "held by pid " + pid + " (reporter), idle in transaction, in a transaction for ")
                    .hasMessageContaining("select * from t where a = ? and id > ?")
                    .hasMessageContaining("next: let it finish or end it: select pg_terminate_backend(" + pid + ")")
                    .message()
                    .doesNotContain(CANARY);
            assertThat(blocked())
                    .hasSize(2)
                    .allSatisfy(event -> assertThat(event.by())
                            .singleElement()
                            .asString()
                            .startsWith("pid " + pid + " (reporter), idle in transaction")
                            .doesNotContain(CANARY));
            assertThat(blocked()).extracting(RunEvent.Blocked::attempt).containsExactly(1, 2);
        }
        assertThat(rows.text("select to_regclass('made') is null")).isEqualTo("t");
        assertThat(rows.number("select count(*) from pg_attribute where attrelid = 't'::regclass and attname = 'b'"))
                .isZero();
    }

    @Test
    void aPlainRoleIsToldPidAndApplicationAndWhatToGrant() throws Exception {
        try (PlainRole role = PlainRole.owning("t", rows);
                Connection holder = holder()) {
            assertThatThrownBy(runner(source(role.name()), CHANGE)::migrate)
                    .hasMessageContaining("held by pid " + pid(holder) + " (reporter) · next:")
                    .hasMessageContaining("grant pg_read_all_stats to the migrating role")
                    .message()
                    .doesNotContain("select *");
            rows.execute("grant pg_read_all_stats to " + role.name());
            assertThatThrownBy(runner(source(role.name()), CHANGE)::migrate)
                    .hasMessageContaining("(reporter), idle in transaction")
                    .hasMessageContaining("where a = ?");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set lock_timeout = 0",
                "set local lock_timeout to default",
                "reset all",
                "select set_config('lock_timeout', '0', false)",
                "do $$ begin perform set_config('lock_' || 'timeout', '0', false); end $$",
                "set lock_timeout = 0; alter table t add c int"
            })
    void noMigrationWaitsWithoutALimit(String sql) throws Exception {
        try (Connection holder = holder()) {
            CompletableFuture<Report> run =
                    CompletableFuture.supplyAsync(runner(database.dataSource(), sql, CHANGE)::migrate);
            assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS)).hasMessageContaining("held by pid " + pid(holder));
            assertThat(blocked()).isNotEmpty();
        }
        assertThat(rows.text("select to_regclass('made') is null")).isEqualTo("t");
    }

    @Test
    void aLimitThatAMigrationSetsHolds() throws Exception {
        DataSource source = database.dataSource();
        assertThat(runner(
                                source,
                                "create table seen (a text, b text); set lock_timeout = '7s'; reset statement_timeout",
                                "insert into seen values (current_setting('lock_timeout'), current_setting('statement_timeout'))")
                        .migrate())
                .isInstanceOf(Report.Completed.class);
        assertThat(rows.text("select a || '/' || b from seen")).isEqualTo("7s/1h");
    }

    @Test
    void aRolesOwnLimitsDoNotCount() throws Exception {
        try (PlainRole role = PlainRole.owning("t", rows);
                Connection holder = holder()) {
            rows.execute("alter role " + role.name() + " set lock_timeout = 0");
            assertThatThrownBy(runner(source(role.name()), CHANGE)::migrate)
                    .hasMessageContaining("55P03")
                    .hasMessageContaining("held by pid " + pid(holder));
        }
    }

    @Test
    void aLostDeadlockIsTriedAgain() throws Exception {
        rows.execute("create table u (id int)");
        try (Connection holder = database.dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("set deadlock_timeout = '30s'; lock table u");
            CompletableFuture<Report> run = CompletableFuture.supplyAsync(runner(
                    database.dataSource(),
                    "set local deadlock_timeout = '20ms'; lock table t",
                    "select pg_sleep(0.3)",
                    "lock table u",
                    "alter table t add b int")::migrate);
            rows.await("select exists (select from pg_locks where relation = 't'::regclass and granted)");
            statement.execute("lock table t");
            holder.rollback();
            assertThat(run.get(60, TimeUnit.SECONDS)).isInstanceOf(Report.Completed.class);
        }
        assertThat(blocked()).isNotEmpty();
    }

    @Test
    void aDataSourceWithoutASecondConnectionLeavesTheBlockerUnnamed() throws Exception {
        try (Connection holder = holder();
                Connection only = database.dataSource().getConnection()) {
            assertThat(holder.isClosed()).isFalse();
            assertThatThrownBy(runner(SingleConnection.of(only), CHANGE)::migrate)
                    .hasMessageContaining("55P03")
                    .hasMessageContaining("tried 2 times")
                    .hasMessageContaining("pg_blocking_pids");
        }
    }

    @Test
    void theObservingConnectionIsGivenBack() throws Exception {
        PGSimpleDataSource source = (PGSimpleDataSource) source(database.user());
        source.setApplicationName("upshift");
        String sessions = "select count(*) from pg_stat_activity where datname = current_database() and"
                + " application_name like 'upshift%'";
        try (Connection holder = holder()) {
            assertThat(holder.isClosed()).isFalse();
            CompletableFuture<Report> run = CompletableFuture.supplyAsync(runner(source, CHANGE)::migrate);
            long most = 0;
            while (!run.isDone()) {
                most = Math.max(most, rows.number(sessions));
            }
            assertThat(most).isEqualTo(2);
        }
        rows.await("select not exists (" + sessions.replace("count(*)", "") + ")");
    }

    /** Reads and stays in its transaction, which is all it takes. */
    private Connection holder() throws SQLException {
        Connection holder = database.dataSource().getConnection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("set application_name = 'reporter'");
            statement.execute("select * from t where a = '" + CANARY + "' and id > 4711");
        }
        return holder;
    }

    private static int pid(Connection connection) throws SQLException {
        return Pooler.toldPid(connection);
    }

    private List<RunEvent.Blocked> blocked() {
        return events.stream()
                .filter(RunEvent.Blocked.class::isInstance)
                .map(RunEvent.Blocked.class::cast)
                .toList();
    }

    private DataSource source(String role) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(role);
        source.setPassword(role);
        return source;
    }

    private MigrationRunner<PostgresSession> runner(DataSource source, String... sql) {
        LockBudgets budgets =
                LockBudgets.defaults().lockTimeout(Duration.ofMillis(300)).lockDeadline(Duration.ofMillis(1500));
        return MigrationRunner.on(PostgresTarget.of(source).budgets(budgets))
                .service("blocked", "1")
                .add(new Change(List.of(sql)))
                .listener(events::add)
                .settings(Settings.defaults())
                .build();
    }

    private record Change(List<String> sql) implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of("1", "change");
        }

        @Override
        public void up(PostgresSession db) throws SQLException {
            for (String one : sql) {
                db.sql(one);
            }
        }
    }

    /** A role that may log in, and nothing else; it goes with what it owns. */
    private record PlainRole(String name, Rows rows) implements AutoCloseable {
        static PlainRole owning(String table, Rows rows) throws SQLException {
            String name = "plain_" + Long.toHexString(System.nanoTime());
            rows.execute("create role " + name + " login password '" + name + "'; grant create on schema public to "
                    + name + "; alter table " + table + " owner to " + name);
            return new PlainRole(name, rows);
        }

        @Override
        public void close() throws SQLException {
            rows.execute("drop owned by " + name + " cascade");
            rows.execute("drop role " + name);
        }
    }
}
