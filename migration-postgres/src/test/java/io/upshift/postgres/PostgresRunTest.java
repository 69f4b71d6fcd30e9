package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.RevertTo;
import io.upshift.Settings;
import io.upshift.State;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
@Tag("containers")
class PostgresRunTest {
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
    void theServerIsTheOneThatThisRunOfTheSuiteIsFor() {
        String expected = System.getProperty("upshift.test.postgres.expected", "");
        assumeFalse(expected.isEmpty(), "any server will do");
        assertThat(PostgresServer.shared().version()).hasToString(expected);
    }

    @Test
    void migrationsAreAppliedOnceAndRecorded() throws Exception {
        MigrationRunner<PostgresSession> runner = runner(table(1, "a"), table(2, "b"));
        assertThat(runner.migrate()).isInstanceOf(Report.Completed.class);
        assertThat(runner.migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(runner(table(1, "a"), table(2, "b")).migrate()).isInstanceOf(Report.UpToDate.class);
        assertThat(count("select count(*) from upshift_history")).isEqualTo(2);
        assertThat(runner.status().count(State.APPLIED)).isEqualTo(2);
        assertThat(runner.validate()).isEmpty();
    }

    @Test
    void aRevertTakesTheLastOneBackAndKeepsTheHistory() throws Exception {
        MigrationRunner<PostgresSession> runner = runner(table(1, "a"), table(2, "b"));
        runner.migrate();
        runner.revert(RevertTo.last(), plan -> true);
        assertThat(exists("a")).isTrue();
        assertThat(exists("b")).isFalse();
        assertThat(count("select count(*) from upshift_history")).isEqualTo(3);
        assertThat(runner.plan().items()).hasSize(1);
        runner.migrate();
        assertThat(exists("b")).isTrue();
        assertThat(runner.validate()).isEmpty();
    }

    @Test
    void aFailedMigrationLeavesNothingAndTheEarlierOnesStay() throws Exception {
        MigrationRunner<PostgresSession> runner =
                runner(table(1, "a"), sql(2, "create table b (id int); select 1 / 0", "drop table b"));
        assertThatThrownBy(runner::migrate)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("2-m2")
                .hasMessageContaining("division by zero")
                .hasMessageContaining("next:");
        assertThat(exists("a")).isTrue();
        assertThat(exists("b")).isFalse();
        assertThat(runner.status().migrations().get(1).state()).isEqualTo(State.FAILED);
    }

    @Test
    void aMigrationThatEndsItsOwnTransactionIsRefusedEvenWhenItHidesThat() throws Exception {
        Sql hidden = new Sql(
                1,
                Metadata.none(),
                session ->
                        session.jooq().connection(c -> c.createStatement().execute("create table a (id int); commit")),
                "drop table a");
        assertThatThrownBy(runner(hidden)::migrate).hasMessageContaining("ended its own transaction");
        assertThat(count("select count(*) from upshift_history where state = 'applied'"))
                .isZero();
        assertThatThrownBy(runner(sql(1, "create table b (id int); commit", ""))::migrate)
                .hasMessageContaining("commit begins or ends a transaction");
    }

    @Test
    void aMigrationThatGivesTheRunLockAwayIsRefused() throws Exception {
        Sql unlocks = new Sql(
                1, Metadata.none(), session -> session.jooq().fetch("select pg_advisory_unlock_all()"), "select 1");
        assertThatThrownBy(runner(unlocks)::migrate).hasMessageContaining("would take the run's session or lock away");
    }

    @Test
    void aStepsLeftOverSettingsDoNotReachTheNextStep() throws Exception {
        MigrationRunner<PostgresSession> runner = runner(
                sql(1, "create schema other; set search_path = other; set lock_timeout = 0", "drop schema other"),
                sql(2, "create table here (id int)", "drop table here"));
        runner.migrate();
        assertThat(exists("public.here")).isTrue();
    }

    @Test
    void theConnectionComesBackWithItsSettings() throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '7s'; set search_path = pg_catalog; set application_name = 'mine'");
            MigrationRunner.on(PostgresTarget.of(SingleConnection.of(connection)))
                    .service("orders", "1")
                    .add(table(1, "a"))
                    .settings(Settings.defaults())
                    .build()
                    .migrate();
            try (ResultSet row = statement.executeQuery("select current_setting('lock_timeout'),"
                    + " current_setting('search_path'), current_setting('application_name'),"
                    + " (select count(*) from pg_locks where locktype = 'advisory')")) {
                row.next();
                assertThat(List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                        .containsExactly("7s", "pg_catalog", "mine", "0");
            }
        }
    }

    @Test
    void twoServicesInOneDatabaseDoNotMeet() throws Exception {
        runner("orders", table(1, "a")).migrate();
        runner("stock", table(1, "b")).migrate();
        assertThat(runner("stock", table(1, "b")).status().migrations()).hasSize(1);
        runner("stock", table(1, "b")).revert(RevertTo.everything(), plan -> true);
        assertThat(exists("a")).isTrue();
    }

    @Test
    void groupedMigrationsAllSucceedOrNone() throws Exception {
        Settings together = Settings.defaults().singleTransaction(true);
        MigrationRunner<PostgresSession> bad = builder("orders")
                .add(table(1, "a"), sql(2, "select 1 / 0", ""))
                .settings(together)
                .build();
        assertThatThrownBy(bad::migrate).hasMessageContaining("2-m2");
        assertThat(exists("a")).isFalse();
        MigrationRunner<PostgresSession> good = builder("orders")
                .add(table(1, "a"), table(2, "b"), table(3, "c"))
                .settings(together)
                .build();
        good.migrate();
        assertThat(exists("c")).isTrue();
        assertThat(good.validate()).isEmpty();
    }

    @Test
    void anUnknownNewerMigrationIsAcceptedUnlessItIsBreaking() throws Exception {
        runner(table(1, "a"), table(2, "b")).migrate();
        assertThat(runner(table(1, "a")).migrate()).isInstanceOf(Report.UpToDate.class);
        Sql breaking = new Sql(
                3, Metadata.none().breaking(true), session -> session.sql("create table c (id int)"), "drop table c");
        runner(table(1, "a"), table(2, "b"), breaking).migrate();
        assertThatThrownBy(runner(table(1, "a"))::migrate)
                .hasMessageContaining("3-m3")
                .hasMessageContaining("breaking");
    }

    @Test
    void anEditedHistoryIsFoundByValidate() throws Exception {
        MigrationRunner<PostgresSession> runner = runner(table(1, "a"), table(2, "b"));
        runner.migrate();
        execute("update upshift_history set description = 'harmless' where position = 1");
        assertThat(runner.validate()).singleElement().asString().contains("entry 1");
        execute("delete from upshift_history where position = 2");
        assertThat(runner.validate()).isNotEmpty();
    }

    @Test
    void aTableOfAnotherShapeIsNotTakenForAHistory() throws Exception {
        execute("create table upshift_history (id int); create table upshift_history_lock (id int)");
        assertThatThrownBy(runner(table(1, "a"))::migrate)
                .hasMessageContaining("is no history of this library")
                .hasMessageContaining("next:");
    }

    private MigrationRunner<PostgresSession> runner(Sql... changes) {
        return runner("orders", changes);
    }

    private MigrationRunner<PostgresSession> runner(String service, Sql... changes) {
        return builder(service).add(changes).settings(Settings.defaults()).build();
    }

    private MigrationRunner.Builder<PostgresSession> builder(String service) {
        return MigrationRunner.on(PostgresTarget.of(database.dataSource())).service(service, "1");
    }

    private static Sql table(int version, String name) {
        return sql(version, "create table " + name + " (id int)", "drop table " + name);
    }

    private static Sql sql(int version, String up, String down) {
        return new Sql(version, Metadata.none(), session -> session.sql(up), down);
    }

    private boolean exists(String table) throws SQLException {
        return count("select count(*) from pg_class where oid = to_regclass('" + table + "')") == 1;
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    interface Up {
        void run(PostgresSession session) throws Exception;
    }

    record Sql(int version, Metadata metadata, Up change, String back) implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of(Integer.toString(version), "m" + version);
        }

        @Override
        public void up(PostgresSession session) throws Exception {
            change.run(session);
        }

        @Override
        public void down(PostgresSession session) throws Exception {
            session.sql(back);
        }
    }
}
