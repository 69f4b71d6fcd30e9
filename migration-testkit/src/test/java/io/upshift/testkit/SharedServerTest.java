package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedServerTest {

    @Test
    void itIsOneServerThatCloseDoesNotStop() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        server.close();

        assertThat(PostgresServer.shared()).isSameAs(server);
        assertThat(Query.on(server.database("postgres")).value("select 1")).isEqualTo("1");
    }

    @Test
    void anAddressIsUsedAsGivenAndItsFreshDatabasesAreDropped() throws SQLException {
        Database there = PostgresServer.shared().database("postgres");
        PostgresServer server = SharedServer.start(settings(Map.of(
                "UPSHIFT_TEST_POSTGRES_URL", there.url() + "?ApplicationName=me&password=secret",
                "UPSHIFT_TEST_POSTGRES_USER", there.user(),
                "UPSHIFT_TEST_POSTGRES_PASSWORD", there.password())));

        try (Database database = server.freshDatabase()) {
            assertThat(Query.on(database).value("show application_name")).isEqualTo("me");
            assertThat(server.toString()).startsWith("address PostgreSQL at ").doesNotContain("secret");
            assertThat(database.url()).doesNotContain("secret");
            assertThat(server.supportsRestart()).isFalse();
            assertThatThrownBy(() -> server.restart(true)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void aChoiceThatCannotBeHadIsAnError() {
        assertThatThrownBy(() -> SharedServer.start(settings(Map.of("UPSHIFT_TEST_POSTGRES", "address"))))
                .hasMessageContaining("upshift.test.postgres.url");
        assertThatThrownBy(() -> SharedServer.start(settings(Map.of("UPSHIFT_TEST_POSTGRES", "cloud"))))
                .hasMessageContaining("cloud")
                .hasMessageContaining("embedded");
    }

    @Test
    void anAddressThatIsNoUrlIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> SharedServer.start(
                        settings(Map.of("UPSHIFT_TEST_POSTGRES_URL", "jdbc:postgres://me:secret@host/db"))))
                .hasMessageContaining("jdbc:postgresql://")
                .hasMessageNotContaining("secret");
    }

    private static Setting settings(Map<String, String> environment) {
        return new Setting(name -> null, environment::get);
    }
}
