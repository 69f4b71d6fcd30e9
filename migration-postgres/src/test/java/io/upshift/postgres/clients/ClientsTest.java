package io.upshift.postgres.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Gate;
import io.upshift.Migration;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.Report;
import io.upshift.Service;
import io.upshift.Settings;
import io.upshift.TargetConnection;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The gate in front of a contract, asked of a real server with real sessions. */
@SuppressWarnings("try") // what is alive counts, nobody talks to it
class ClientsTest {
    private static final Duration BEAT = Duration.ofMillis(50);
    private static final OldClients GATE = OldClients.before("orders", "2.0.0").soak(Duration.ZERO);

    private final Database database = PostgresServer.shared().freshDatabase();
    private final PostgresTarget target = PostgresTarget.of(named("upshift test"));

    @BeforeEach
    void makeTheTable() throws SQLException {
        execute(new InstanceTable("public").create());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void anOldInstanceKeepsTheGateShutUntilItEnds() throws Exception {
        Instance old = new Instance("orders", "1.3.0", "pod-1");
        Instance now = new Instance("orders", "2.0.0", "pod-2");
        try (Heartbeat.Registration two = beating(now)) {
            try (Heartbeat.Registration one = beating(old)) {
                assertThat(why(GATE)).startsWith("orders 1.3.0 is alive on pod-1 (last beat PT0S ago)");
            }
            assertThat(why(GATE)).isEmpty();
            assertThat(why(GATE.soak(Duration.ofHours(1))))
                    .matches("no old instance of orders has been seen for PT\\dS of the soak time of PT1H");
        }
    }

    @Test
    void whoDiesWithoutAWordCountsAsGoneAfterFourMissedBeats() throws Exception {
        try (Heartbeat.Registration two = beating(new Instance("orders", "2.0.0", "pod-2"))) {
            row("1.3.0", "pod-1", "3 seconds", 1000);
            assertThat(why(GATE)).contains("orders 1.3.0 is alive on pod-1 (last beat PT3S ago)");
            row("1.3.0", "pod-1", "5 seconds", 1000);
            assertThat(why(GATE)).isEmpty();
            assertThat(why(GATE.soak(Duration.ofMinutes(1))))
                    .contains("no old instance of orders has been seen for PT5S of the soak time of PT1M");
            row("1.3.0", "pod-1", "61 seconds", 1000);
            assertThat(why(GATE.soak(Duration.ofMinutes(1)))).isEmpty();
        }
    }

    @Test
    void withoutAnyHeartbeatNothingTellsThatTheOldOnesAreGone() throws Exception {
        String nothing = "no instance of orders with a version from 2.0.0 on has registered with a heartbeat";
        assertThat(why(GATE)).contains(nothing);
        execute("drop table upshift_instances");
        assertThat(why(GATE)).contains(nothing);
    }

    @Test
    void withoutAnOldInstanceTheSoakBeginsWithTheFirstNewOne() throws Exception {
        row("2.0.1", "pod-2", "0 seconds", 60_000);
        assertThat(why(GATE.soak(Duration.ofMinutes(1)))).contains("has been seen for PT0S of the soak time of PT1M");
        execute("update upshift_instances set started_at = now() - interval '2 minutes'");
        assertThat(why(GATE.soak(Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void versionsAreComparedNumberByNumberAndWhatCannotBeComparedIsOld() throws Exception {
        for (String fresh : List.of("2.0.0", "2.0.1", "2.10.0", "10.0.0", "3.0.0-rc.1")) {
            row(fresh, "new-" + fresh, "0 seconds", 60_000);
        }
        assertThat(why(GATE)).isEmpty();
        for (String old : List.of("1.9.9", "2.0.0-rc.1", "9f2c1d", "latest")) {
            row(old, "old", "0 seconds", 60_000);
            assertThat(why(GATE)).as(old).contains("orders " + old + " is alive on old");
        }
        execute("delete from upshift_instances where instance like 'new%'");
        row("9f2c1d", "old", "0 seconds", 60_000);
        assertThat(why(OldClients.except("orders", Set.of("9f2c1d")).soak(Duration.ZERO)))
                .isEmpty();
    }

    @Test
    void anotherServicesInstancesDontCount() throws Exception {
        try (Heartbeat.Registration two = beating(new Instance("orders", "2.0.0", "pod-2"));
                Heartbeat.Registration other = beating(new Instance("billing", "1.0.0", "pod-1"))) {
            assertThat(why(GATE)).isEmpty();
        }
    }

    @Test
    void aSessionThatNobodyAccountsForIsNamedWithoutItsStatement() throws Exception {
        row("2.0.0", "pod-2", "0 seconds", 60_000);
        try (Connection cron = named("nightly").getConnection();
                Statement statement = cron.createStatement()) {
            statement.execute("select 'a secret'");
            assertThat(why(GATE))
                    .matches("session \\d+ of " + database.user()
                            + " \\(application nightly\\) is no registered instance:" + " idle for PT\\d+S");
            assertThat(why(GATE.allowApplication("nightly"))).isEmpty();
            assertThat(why(GATE.allowApplication("night*"))).isEmpty();
            assertThat(why(GATE.allowApplication("night"))).isNotEmpty();
            assertThat(why(GATE.allowRole(database.user()))).isEmpty();
        }
    }

    @Test
    void aSessionOfANewInstanceIsKnownByItsNameOrItsRegistration() throws Exception {
        Instance fresh = new Instance("orders", "2.0.0", "pod-2");
        row("2.0.0", "pod-9", "0 seconds", 60_000);
        try (Connection named = named(fresh.applicationName()).getConnection()) {
            assertThat(why(GATE)).as("by its name").isEmpty();
        }
        try (Connection old = named(new Instance("orders", "1.3.0", "pod-1").applicationName())
                .getConnection()) {
            assertThat(why(GATE)).contains("application orders/1.3.0/pod-1");
        }
        PGSimpleDataSource own = named("orders pod-3");
        try (Connection held = own.getConnection()) {
            assertThat(why(GATE)).contains("application orders pod-3");
            try (Heartbeat.Registration beats = beating(new Instance("orders", "2.0.0", "pod-3"), own)) {
                assertThat(why(GATE)).as("by its registration").isEmpty();
            }
        }
        PGSimpleDataSource shared = named("orders");
        try (Connection held = shared.getConnection();
                Heartbeat.Registration beats = beating(new Instance("orders", "2.0.0", "pod-4"), shared)) {
            assertThat(why(GATE)).as("a name that old instances bear as well").contains("application orders");
        }
    }

    @Test
    void whatThisRoleMayNotSeeIsNoReasonToOpen() throws Exception {
        execute("drop role if exists upshift_blind; create role upshift_blind login;"
                + " grant select on upshift_instances to upshift_blind");
        row("2.0.0", "pod-2", "0 seconds", 60_000);
        PGSimpleDataSource blind = named("upshift test");
        blind.setUser("upshift_blind");
        try (Connection known = named("orders/2.0.0/pod-2").getConnection();
                Connection unknown = named("nightly").getConnection()) {
            assertThat(known.isValid(1) && unknown.isValid(1)).isTrue();
            assertThat(why(PostgresTarget.of(blind), GATE))
                    .matches("session \\d+ of " + database.user() + " \\(application nightly\\) is no registered"
                            + " instance, and its state is hidden: grant pg_read_all_stats to see it");
        }
        assertThat(why(PostgresTarget.of(blind), GATE)).isEmpty();
        execute("drop owned by upshift_blind; drop role upshift_blind");
    }

    @Test
    void manySessionsAreCountedAndOnlySomeAreNamed() throws Exception {
        row("2.0.0", "pod-2", "0 seconds", 60_000);
        Connection[] many = new Connection[8];
        try {
            for (int i = 0; i < many.length; i++) {
                many[i] = named("bi").getConnection();
            }
            assertThat(why(GATE)).endsWith("; 3 more sessions that nobody accounts for");
        } finally {
            for (Connection one : many) {
                one.close();
            }
        }
    }

    @Test
    void aContractWaitsForTheOldAndThenGoesOn() throws Exception {
        execute("create table orders (id int, name text)");
        MigrationRunner<PostgresSession> runner = MigrationRunner.on(target)
                .service("orders", "2.0.0")
                .settings(Settings.defaults())
                .add(new DropName())
                .build();
        try (Heartbeat.Registration two = beating(new Instance("orders", "2.0.0", "pod-2"))) {
            try (Heartbeat.Registration one = beating(new Instance("orders", "1.3.0", "pod-1"))) {
                assertThat(runner.migrate())
                        .isInstanceOfSatisfying(
                                Report.Completed.class,
                                report -> assertThat(report.deferred())
                                        .singleElement()
                                        .asString()
                                        .contains("1-drop orders 1.3.0 is alive on pod-1"));
                assertThat(runner.status().migrations().get(0).waiting()).contains("orders 1.3.0 is alive on pod-1");
            }
            assertThat(runner.migrate())
                    .isInstanceOfSatisfying(
                            Report.Completed.class,
                            report -> assertThat(report.deferred()).isEmpty());
            assertThat(runner.migrate()).isInstanceOf(Report.UpToDate.class);
        }
    }

    @Test
    void aNameOrASoakThatWouldMakeTheGateUselessIsRefused() {
        assertThatThrownBy(() -> GATE.allowApplication("*")).hasMessageContaining("allows everybody");
        assertThatThrownBy(() -> GATE.allowRole(" ")).hasMessageContaining("allows everybody");
        assertThatThrownBy(() -> GATE.soak(Duration.ofDays(31))).hasMessageContaining("would never end");
        assertThatThrownBy(() -> OldClients.before("orders", "latest")).isInstanceOf(IllegalArgumentException.class);
    }

    private record DropName() implements Migration<PostgresSession> {
        @Override
        public MigrationId id() {
            return MigrationId.of("1", "drop");
        }

        @Override
        public List<Gate<PostgresSession>> gates() {
            return List.of(GATE);
        }

        @Override
        public void up(PostgresSession db) throws SQLException {
            db.sql("alter table orders drop column name");
        }
    }

    private Heartbeat.Registration beating(Instance instance) throws Exception {
        return beating(instance, named(instance.applicationName()));
    }

    private Heartbeat.Registration beating(Instance instance, PGSimpleDataSource source) throws Exception {
        Heartbeat.Registration beats =
                Heartbeat.of(PostgresTarget.of(source), instance).every(BEAT).start();
        Beaten.await(database.dataSource(), instance);
        return beats;
    }

    private PGSimpleDataSource named(String application) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        source.setApplicationName(application);
        return source;
    }

    private void row(String version, String instance, String ago, long interval) throws SQLException {
        execute("insert into upshift_instances values ('orders', '" + instance + "', '" + version + "', 'app', 'role', "
                + interval + ", now() - interval '" + ago + "', now() - interval '" + ago + "', null)"
                + " on conflict (service, instance) do update set beat_at = excluded.beat_at,"
                + " version = excluded.version");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = named("upshift test").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String why(Gate<PostgresSession> gate) throws Exception {
        return why(target, gate);
    }

    private static String why(PostgresTarget target, Gate<PostgresSession> gate) throws Exception {
        StringBuilder why = new StringBuilder();
        try (TargetConnection<PostgresSession> connection = target.connect(new Service("orders", "2.0.0"))) {
            assertThat(connection.look(db -> why.append(gate.whyShut(db).orElse(""))))
                    .isTrue();
        }
        return why.toString();
    }
}
