package io.upshift.postgres.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Metadata;
import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import io.upshift.postgres.Child;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@SuppressWarnings("try") // a heartbeat is closed, and nothing else is done with it
class HeartbeatTest {
    private static final Duration BEAT = Duration.ofMillis(50);
    private static final String LIVE = "select beat_at > clock_timestamp() - interval '1 second' and stopped_at is null"
            + " from upshift_instances where instance = ";

    private final Database database = PostgresServer.shared().freshDatabase();
    private final Instance instance = new Instance("orders", "1.3.0", "pod-1");

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void itTellsWhatThePoolReallySaysOfItselfUntilItIsClosed() throws Exception {
        Heartbeat.Registration beats =
                Heartbeat.of(target("orders"), instance).every(BEAT).start();
        Beaten.await(database.dataSource(), instance);
        assertThat(text(
                        "select service || ' ' || instance || ' ' || version || ' ' || application_name || ' ' || role_name"
                                + " from upshift_instances"))
                .isEqualTo("orders pod-1 1.3.0 orders " + database.user());
        await("select beat_at > started_at from upshift_instances");

        beats.close();
        beats.close();
        assertThat(text("select stopped_at is not null from upshift_instances")).isEqualTo("t");
        String last = text("select beat_at from upshift_instances");
        Thread.sleep(BEAT.multipliedBy(3).toMillis());
        assertThat(text("select beat_at from upshift_instances")).isEqualTo(last);
    }

    @Test
    void aKilledProcessStopsBeatingAndLeavesItsRow() throws Exception {
        try (Child child = Child.start(HeartbeatTest.class, database, "pod-7")) {
            child.awaitReady();
            Beaten.await(database.dataSource(), new Instance("orders", "1.3.0", "pod-7"));
            child.kill();
        }
        await("select not (" + LIVE + "'pod-7')");
        assertThat(text("select stopped_at is null from upshift_instances")).isEqualTo("t");
    }

    /** The child's. */
    public static void main(String[] arguments) throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(arguments[2]);
        Heartbeat.of(PostgresTarget.of(source), new Instance("orders", "1.3.0", arguments[3]))
                .every(BEAT)
                .start();
        System.out.println("ready");
        if (System.in.read() >= 0) {
            throw new IOException("nobody was to say anything");
        }
    }

    @Test
    void aBinaryThatABreakingMigrationHasLockedOutIsTold() throws Exception {
        MigrationRunner<PostgresSession> one = runner(new Made(1, false));
        one.migrate();
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (Heartbeat.Registration beats = Heartbeat.of(target("orders"), instance)
                .every(BEAT)
                .whenLockedOut(one, told::add)
                .start()) {
            Beaten.await(database.dataSource(), instance);
            runner(new Made(1, false), new Made(2, false)).migrate();
            assertThat(told.poll(300, TimeUnit.MILLISECONDS)).as("not breaking").isNull();

            runner(new Made(1, false), new Made(2, false), new Made(3, true)).migrate();
            assertThat(told.poll(20, TimeUnit.SECONDS))
                    .contains("has 3-made, which version 1.3.0 of orders doesn't know and which is marked as breaking");
            assertThat(told.poll(300, TimeUnit.MILLISECONDS)).as("once").isNull();
        }
    }

    @Test
    void itGoesOnBeatingWhenItsTableComesBack() throws Exception {
        try (Heartbeat.Registration beats =
                Heartbeat.of(target("orders"), instance).every(BEAT).start()) {
            Beaten.await(database.dataSource(), instance);
            execute("alter table upshift_instances rename to gone");
            Thread.sleep(BEAT.multipliedBy(3).toMillis());
            execute("alter table gone rename to upshift_instances; delete from upshift_instances");
            Beaten.await(database.dataSource(), instance);
        }
    }

    @Test
    void whatIsOlderThanAMonthIsForgotten() throws Exception {
        execute(new InstanceTable("public").create());
        execute(
                "insert into upshift_instances select 'orders', 'pod-' || days, '1.0.0', 'a', 'r', 1000,"
                        + " now() - interval '90 days', now() - make_interval(days => days), null from unnest('{29,31}'::int[]) days");
        try (Heartbeat.Registration beats =
                Heartbeat.of(target("orders"), instance).every(BEAT).start()) {
            Beaten.await(database.dataSource(), instance);
        }
        assertThat(text("select string_agg(instance, ' ' order by instance) from upshift_instances"))
                .isEqualTo("pod-1 pod-29");
    }

    @Test
    void anApplicationNameFitsAndIsReadBack() {
        assertThat(instance.applicationName()).isEqualTo("orders/1.3.0/pod-1");
        assertThat(Instance.named("orders/1.3.0/pod-1")).contains(instance);
        assertThat(Instance.named("psql")).isEmpty();
        assertThat(Instance.named("a//b")).isEmpty();
        String name = new Instance("orders", "1.3.0", "x".repeat(80) + "-end").applicationName();
        assertThat(name).hasSize(63).endsWith("-end");
        assertThat(Instance.of("orders", "1.3.0")).isNotEqualTo(Instance.of("orders", "1.3.0"));
        assertThatThrownBy(() -> new Instance("orders", "1/3", "pod")).hasMessageContaining("without a slash");
        assertThatThrownBy(() -> new Instance("o".repeat(70), "1", "pod").applicationName())
                .hasMessageContaining("leaves no room");
        assertThatThrownBy(() -> Heartbeat.of(target("orders"), instance).every(Duration.ofMillis(1)))
                .hasMessageContaining("a load of its own");
    }

    private record Made(int number, boolean isBreaking) implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of(Integer.toString(number), "made");
        }

        @Override
        public Metadata metadata() {
            return Metadata.none().breaking(isBreaking);
        }

        @Override
        public void up(PostgresSession db) throws SQLException {
            db.sql("create table made_" + number + " (id int)");
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private MigrationRunner<PostgresSession> runner(Migration<PostgresSession>... migrations) {
        return MigrationRunner.on(target("runner"))
                .service("orders", "1.3.0")
                .settings(Settings.defaults())
                .add(migrations)
                .build();
    }

    private PostgresTarget target(String application) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        source.setApplicationName(application);
        return PostgresTarget.of(source);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private void await(String condition) throws SQLException, InterruptedException {
        for (int i = 0; i < 2000; i++) {
            if (text(condition).equals("t")) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("It never came true: " + condition);
    }
}
