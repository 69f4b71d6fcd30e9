package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Direction;
import io.upshift.Kind;
import io.upshift.Metadata;
import io.upshift.MigrationId;
import io.upshift.Plan;
import io.upshift.Service;
import io.upshift.testkit.aws.FakeAws;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrategyAdvisorTest {
    private static final String ADD = "alter table orders add column tags text[]";

    private final FakeAws aws = FakeAws.create();

    @BeforeEach
    void prepare() throws Exception {
        Operations.prepare(aws);
    }

    @Test
    void theManagedDeploymentsOfAnInstanceAreReadOnlyWithoutAMajorUpgrade() {
        Advice managed = advise(Operations.instance(aws), 0, ADD).get(2);

        assertThat(managed.fits()).isFalse();
        assertThat(managed.describe())
                .startsWith("managed-blue-green doesn't fit")
                .contains("green is read-only: nothing can be migrated there");
        assertThat(advise(Operations.instance(aws), 0, ADD))
                .filteredOn(Advice::fits)
                .extracting(Advice::strategy)
                .containsExactly(Strategy.IN_PLACE, Strategy.SNAPSHOT_COPY);
    }

    @Test
    void aMajorUpgradeTurnsItAround() {
        List<Advice> all = advise(Operations.instance(aws), 18, ADD);

        assertThat(all)
                .filteredOn(Advice::fits)
                .extracting(Advice::strategy)
                .containsExactly(Strategy.MANAGED_BLUE_GREEN);
        assertThat(all.get(2).describe()).contains("REPLICA IDENTITY FULL");
    }

    @Test
    void aClusterIsClonedAndItsManagedDeploymentsBreakOnARename() {
        List<Advice> adding = advise(Operations.cluster(aws), 0, ADD);
        assertThat(adding).allMatch(Advice::fits);
        assertThat(adding).extracting(Advice::strategy).contains(Strategy.CLONE);

        Advice renaming = advise(Operations.cluster(aws), 0, "alter table orders rename column a to b")
                .get(2);
        assertThat(renaming.describe())
                .contains("after a statement such as 'alter table orders rename' green can't follow blue");
    }

    @Test
    void whatIsNotKnownIsTakenForIncompatible() {
        assertThat(advise(Operations.cluster(aws), 0).get(2).describe()).contains("what is pending isn't known");
    }

    private static List<Advice> advise(RdsDatabase database, int majorVersion, String... statements) {
        Plan.Item item = new Plan.Item(
                MigrationId.of("1", "change"),
                "change",
                Kind.TRANSACTIONAL,
                Metadata.none(),
                List.of("change"),
                true,
                false,
                "V1__change.sql",
                List.of(statements));
        Plan plan = new Plan(new Service("orders", "1"), "orders", Direction.UP, List.of(item), List.of());
        return StrategyAdvisor.of(database).advise(plan, majorVersion);
    }
}
