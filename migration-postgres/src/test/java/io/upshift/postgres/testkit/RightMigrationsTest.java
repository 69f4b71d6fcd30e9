package io.upshift.postgres.testkit;

import static io.upshift.testkit.migration.Kills.kills;
import static io.upshift.testkit.migration.MigrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.MigrationRunner;
import io.upshift.State;
import io.upshift.Target;
import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.Sql;
import io.upshift.testkit.migration.LockMode;
import io.upshift.testkit.migration.MigrationHarness;
import io.upshift.testkit.migration.MigrationSetup;
import io.upshift.testkit.migration.MigrationTest;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is right passes, and a test gets what it asks for. */
@MigrationTest
class RightMigrationsTest implements MigrationSetup<PostgresSession> {
    private final Shop shop = Shop.with(
            "alter table orders add column tag text; create index orders_tag on orders (tag)",
            "alter table orders drop column tag");

    @Override
    public Target<PostgresSession> target(DataSource dataSource) {
        return shop.target(dataSource);
    }

    @Override
    public MigrationRunner.Builder<PostgresSession> migrations(Target<PostgresSession> target) {
        return shop.migrations(target);
    }

    @Test
    void nothingIsFoundWhereNothingIsWrong(MigrationHarness<PostgresSession> harness) {
        assertThat(harness)
                .roundTrips()
                .rewritesNoTable()
                .locksAtMost(LockMode.ACCESS_EXCLUSIVE)
                .isCompatibleWith(
                        List.of("select note from orders where id = ?", "insert into customers (email) values ('a')"))
                .reports()
                .extracting(result -> result.state())
                .containsExactly(State.APPLIED, State.APPLIED);
    }

    @Test
    void aKilledRunIsRepairedByTheNext(MigrationHarness<PostgresSession> harness) {
        assertThat(harness).survives(kills(5));
    }

    @Test
    @Tag("proof")
    void aRunKilledAtAnyMomentIsRepairedByTheNext(MigrationHarness<PostgresSession> harness) {
        assertThat(harness).survives(kills(50));
    }

    @Test
    void manyInstancesOfTwoReleasesStartAtOnce(MigrationHarness<PostgresSession> harness) {
        assertThat(harness).bearsInstances(6);
    }

    @Test
    void aStatementThatNeverWorksIsAMistakeOfTheTest(MigrationHarness<PostgresSession> harness) {
        assertThatThrownBy(() -> assertThat(harness).isCompatibleWith(List.of("select nothing from nowhere")))
                .hasMessageContaining("it never works, whatever is applied: select nothing from nowhere");
    }

    @Test
    void parametersAreOfOneDatabaseThatBeginsEmpty(
            MigrationHarness<PostgresSession> harness,
            MigrationRunner<PostgresSession> runner,
            DataSource dataSource,
            DSLContext jooq) {
        assertThat(harness.schema().isEmpty()).isTrue();

        harness.migrateTo("1");
        assertThat(runner.plan().items()).hasSize(1);
        assertThat(new Sql(dataSource).number("select count(*) from orders")).isPositive();
        assertThat(jooq.fetchCount(DSL.table("orders"))).isPositive();

        runner.migrate();
        assertThat(new Sql(dataSource).texts("select tag from orders")).contains("null");
    }
}
