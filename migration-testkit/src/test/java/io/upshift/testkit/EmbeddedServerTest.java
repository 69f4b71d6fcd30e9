package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EmbeddedServerTest {

    @Test
    void aRestartKeepsAddressAndCommittedDataAndEndsSessions() throws SQLException {
        try (PostgresServer server = PostgresServer.embedded().durable(true).start();
                Database database = server.freshDatabase()) {
            Query.on(database).run("create table t as select 1 as a");
            try (Connection open = database.dataSource().getConnection()) {
                server.restart(true);
                assertThat(open.isValid(1)).isFalse();
            }
            assertThat(Query.on(database).value("select a from t")).isEqualTo("1");
            server.restart(false);
            assertThat(Query.on(database).value("select a from t")).isEqualTo("1");
            assertThat(server.supportsRestart()).isTrue();
        }
    }

    @Test
    void settingsReachTheServer() throws SQLException {
        PostgresServerBuilder builder = PostgresServer.embedded()
                .durable(true)
                .maxConnections(17)
                .setting("shared_buffers", "64MB")
                .setting("cluster_name", "it's");
        try (PostgresServer server = builder.start();
                Database database = server.freshDatabase()) {
            Query query = Query.on(database);
            assertThat(query.value("show fsync")).isEqualTo("on");
            assertThat(query.value("show synchronous_commit")).isEqualTo("on");
            assertThat(query.value("show full_page_writes")).isEqualTo("on");
            assertThat(query.value("show max_connections")).isEqualTo("17");
            assertThat(query.value("show shared_buffers")).isEqualTo("64MB");
            assertThat(query.value("show cluster_name")).isEqualTo("it's");
        }
    }

    @Test
    void aServerThatDoesNotStartSaysWhatPostgresSaid() {
        PostgresServerBuilder builder = PostgresServer.embedded().setting("shared_buffers", "plenty");

        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\"");
    }

    @Test
    void aSettingThatWouldBecomeTwoLinesIsRefused() {
        PostgresServerBuilder builder = PostgresServer.embedded().setting("application_name", "a'\nfsync = 'off");

        assertThatThrownBy(builder::start).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aVersionThatIsNotAtHandIsNamed() {
        assertThatThrownBy(() -> PostgresServer.embedded(9))
                .hasMessageContaining("PostgreSQL 9")
                .hasMessageContaining(PgBinaries.PROPERTY);
    }

    @Test
    void aJarThatIsNotThereIsNamed() {
        PostgresServerBuilder builder = PostgresServer.embedded().binaries(Path.of("no-such.jar"));

        assertThatThrownBy(builder::start).hasMessageContaining("no-such.jar");
    }

    @Test
    void whatAKilledJvmLeftIsSweptByTheNextStart() {
        Duration patience = Duration.ofSeconds(60);
        Path orphan = Folders.work().resolve("server-" + UUID.randomUUID());
        FolderLock guard = FolderLock.holding(
                Folders.work().resolve("servers.lock"),
                patience,
                () -> FolderLock.acquire(Folders.create(orphan).resolve("owner.lock"), patience));
        PgCluster cluster = new PgCluster(PgBinaries.byDefault(), orphan.resolve("data"));
        cluster.initialise();
        cluster.start(ServerSettings.forTests());
        guard.close();

        PostgresServer.embedded().start().close();

        assertThat(orphan).doesNotExist();
    }
}
