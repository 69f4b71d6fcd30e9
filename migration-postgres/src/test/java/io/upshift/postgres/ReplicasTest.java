package io.upshift.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class ReplicasTest {
    private static final String PASSWORD = "pw-canary-51c2";

    private static PostgresServer primary;
    private static PostgresServer standby;
    private static Database orders;
    private static Rows rows;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path hba = Files.writeString(folder.resolve("pg_hba.conf"), """
                host all postgres 127.0.0.1/32 trust
                host replication postgres 127.0.0.1/32 trust
                host all all 127.0.0.1/32 scram-sha-256
                """);
        primary = PostgresServer.embedded()
                .setting("hba_file", hba.toString())
                .setting("max_standby_streaming_delay", "-1")
                .start();
        orders = primary.database("orders");
        rows = new Rows(orders.dataSource());
        rows.execute("create role orders_migrator login password '" + PASSWORD + "'");
        standby = primary.standby();
    }

    @AfterAll
    static void stop() {
        standby.close();
        primary.close();
    }

    @Test
    void aRunEndsWhenTheReplicasHaveReplayedIt() throws Exception {
        rows.execute("create table caught_up (a int)");
        Replicas.caughtUp(orders.dataSource(), Duration.ofMinutes(1)).verify(state -> {});
        assertThat(new Rows(standby.database("orders").dataSource()).number("select count(*) from caught_up"))
                .isZero();
    }

    @Test
    void aReplicaThatStaysBehindIsNamed() throws Exception {
        Rows replica = new Rows(standby.database("orders").dataSource());
        replica.execute("select pg_wal_replay_pause()");
        try {
            rows.execute("create table behind (a int)");
            List<String> told = new ArrayList<>();
            assertThatThrownBy(() -> Replicas.caughtUp(orders.dataSource(), Duration.ofMillis(300))
                            .verify(told::add))
                    .hasMessageContaining("the replay on all replicas isn't done after PT0.3S")
                    .hasMessageContaining("bytes behind");
            assertThat(told).first().asString().contains("bytes behind");
        } finally {
            replica.execute("select pg_wal_replay_resume()");
        }
    }

    @Test
    void aRoleThatMayNotSeeReplicasIsTold() throws Exception {
        assertThatThrownBy(() -> Replicas.caughtUp(source(orders, PASSWORD), Duration.ofSeconds(5))
                        .verify(state -> {}))
                .hasMessageContaining("may not see");
        rows.execute("create role watcher login password '" + PASSWORD + "' in role pg_read_all_stats");
        PGSimpleDataSource watcher = source(orders, PASSWORD);
        watcher.setUser("watcher");
        Replicas.caughtUp(watcher, Duration.ofMinutes(1)).verify(state -> {});
    }

    /** The function has the columns that the Aurora user guide lists; what it says is made up. */
    @Test
    void onAuroraItsOwnFunctionIsAsked() throws Exception {
        Database aurora = primary.freshDatabase();
        Rows store = new Rows(aurora.dataSource());
        store.execute(
                "create table nodes (server_id text, session_id text, durable_lsn bigint, current_read_lsn bigint);"
                        + " insert into nodes values ('writer', 'MASTER_SESSION_ID', 500, null), ('reader-1', 'a-uuid', 480, 470);"
                        + " create function aurora_replica_status() returns setof nodes language sql as 'select * from nodes'");
        Replicas replicas = Replicas.caughtUp(aurora.dataSource(), Duration.ofMillis(200));
        assertThatThrownBy(() -> replicas.verify(state -> {})).hasMessageContaining("reader-1 is 30 bytes behind");
        store.execute("update nodes set current_read_lsn = 500 where server_id = 'reader-1'");
        assertThatCode(() -> replicas.verify(state -> {})).doesNotThrowAnyException();
    }

    @Test
    void aStandbyIsRefusedBeforeAnythingIsTried() {
        assertThatThrownBy(() -> migrate(standby.database("orders").dataSource()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("standby")
                .hasMessageContaining("connect to the primary");
    }

    @Test
    void aWrongPasswordIsToldAndNotEchoed() {
        assertThatThrownBy(() -> migrate(source(orders, "wrong-canary-9d1e")))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("28P01")
                .hasMessageContaining("check user and password")
                .satisfies(e -> assertThat(BadInputTest.everything((MigrationException) e))
                        .doesNotContain("canary"));
    }

    private static void migrate(DataSource source) {
        MigrationRunner.on(PostgresTarget.of(source))
                .service("sample", "1")
                .add(new Sample.Java(1, "select 1"))
                .build()
                .migrate();
    }

    private static PGSimpleDataSource source(Database database, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser("orders_migrator");
        source.setPassword(password);
        return source;
    }
}
