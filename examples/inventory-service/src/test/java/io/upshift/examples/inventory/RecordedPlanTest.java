package io.upshift.examples.inventory;

import io.upshift.postgres.PostgresTarget;
import io.upshift.testkit.Database;
import io.upshift.testkit.PostgresServer;
import io.upshift.testkit.RecordedPlans;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecordedPlanTest {
    @Test
    void theCommittedPlanSaysWhatTheMigrationsDo() throws Exception {
        try (Database scratch = PostgresServer.shared().freshDatabase()) {
            RecordedPlans.assertCurrent(
                    InventoryMigrations.all(PostgresTarget.of(scratch.dataSource()))
                            .build(),
                    Path.of("src/main/resources/META-INF/upshift/plan.json"));
        }
    }
}
