package io.upshift.postgres.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.MigrationRunner;
import io.upshift.Phase;
import io.upshift.Plan;
import io.upshift.Settings;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.PostgresTarget;
import io.upshift.postgres.change.declared.RenameCustomer1709123456789;
import org.junit.jupiter.api.Test;

/** A class that declares a change is found as a migration is, and is three of them. */
class DeclaredTest {
    @Test
    void aDiscoveredClassIsAMigrationForEachPhase() throws Exception {
        try (Stage stage = Stage.open(
                "create table orders (id int primary key, customer text);"
                        + "create table people (id int primary key, name text); insert into people values (1, 'Ada Lovelace')")) {
            MigrationRunner<PostgresSession> runner = MigrationRunner.on(PostgresTarget.of(stage.source()))
                    .service("orders", "1.4.0")
                    .discover(RenameCustomer1709123456789.class.getPackage())
                    .settings(Settings.defaults())
                    .build();
            Plan plan = runner.plan();
            assertThat(plan.items().stream().map(item -> item.id().toString()))
                    .containsExactly(
                            "1709123456789.1-RenameCustomerExpand",
                            "1709123456789.2-RenameCustomerBackfill",
                            "1709123456789.3-RenameCustomerContract",
                            "1709123456790.1-SplitNameExpand",
                            "1709123456790.2-SplitNameBackfill",
                            "1709123456790.3-SplitNameContract",
                            "1709123456790.4-SplitNameDrop");
            assertThat(plan.items().get(1).metadata().phase()).isEqualTo(Phase.BACKFILL);
            runner.migrate();
            assertThat(stage.columns("orders")).contains("customer customer_name");
            assertThat(stage.rows("select name, first_name, last_name from people"))
                    .isEqualTo("Ada Lovelace|Ada|Lovelace");
            assertThat(runner.validate()).isEmpty();
        }
    }
}
