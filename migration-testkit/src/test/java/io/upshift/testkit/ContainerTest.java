package io.upshift.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("containers")
class ContainerTest {

    @Test
    void aContainerServesLikeAnEmbeddedServer() throws SQLException {
        Setting settings = new Setting(name -> null, Map.of("UPSHIFT_TEST_POSTGRES", "container")::get);
        String obstacle = ContainerSupport.obstacle(settings);
        assumeTrue(obstacle.isEmpty(), obstacle);

        PostgresServer server = SharedServer.start(settings);
        try (Database database = server.freshDatabase()) {
            assertThat(server.toString()).startsWith("container PostgreSQL at ");
            assertThat(Query.on(database).value(Query.OWN_RELATIONS)).isEqualTo("0");
            assertThat(server.supportsRestart()).isFalse();
        }
    }

    @Test
    void anImageThatCannotBeHadLeavesTheEmbeddedServer() {
        Setting settings = new Setting(name -> null, Map.of("UPSHIFT_TEST_POSTGRES_IMAGE", "localhost:1/none:0")::get);

        PostgresServer server = SharedServer.start(settings);

        assertThat(server.toString()).startsWith("embedded PostgreSQL at ");
    }
}
