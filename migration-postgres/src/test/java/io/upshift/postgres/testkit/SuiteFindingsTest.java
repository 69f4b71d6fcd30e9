package io.upshift.postgres.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.upshift.Migration;
import io.upshift.postgres.PostgresSession;
import io.upshift.testkit.migration.MigrationHarness;
import io.upshift.testkit.migration.MigrationTest;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** The tests that a suite makes by itself pass where nothing is wrong, and fail for the cause where something is. */
class SuiteFindingsTest {
    private static final String TAG = "alter table customers add column tag text";

    @Test
    void whatIsRightPassesEveryTest() {
        assertThat(failures(Shop.with(TAG, "alter table customers drop column tag")))
                .isEmpty();
    }

    @Test
    void whatRewritesALargeTableIsNotReady() {
        assertThat(failures(Shop.with("alter table orders alter column amount type bigint")))
                .hasEntrySatisfying(
                        "2-second",
                        message -> assertThat(message)
                                .contains("2-second isn't ready for production", "rewrites the large table orders"));
    }

    @Test
    void aDownThatForgetsSomethingIsNotReady() {
        assertThat(failures(Shop.with(TAG, "")))
                .hasEntrySatisfying(
                        "2-second",
                        message -> assertThat(message).contains("its down leaves column public.customers.tag"));
    }

    @Test
    void whatIsNeverTheSameTwiceHasNoPlan() {
        Shop shop = new Shop(
                new Shop.Statements("2-second", () -> "create index i" + System.nanoTime() + " on customers (id)", ""));

        assertThat(failures(shop))
                .hasEntrySatisfying(
                        "the plan comes out alike when it is recorded twice",
                        message -> assertThat(message).contains("don't do the same twice", "create index i"));
    }

    @Test
    void whatDependsOnRowsMakesAnotherSchemaOfAnEmptyDatabase() {
        Shop shop = Shop.with("do $$ begin if exists (select from customers) then " + TAG + "; end if; end $$");

        assertThat(failures(shop))
                .hasEntrySatisfying(
                        "all together make the schema that they make one by one",
                        message -> assertThat(message).contains("- column public.customers.tag: text"));
    }

    @Test
    void whatTheLinterObjectsToIsTold() {
        assertThat(failures(Shop.with("alter table customers drop column email")))
                .hasEntrySatisfying(
                        "the checks find nothing of level WARNING or above",
                        message -> assertThat(message).contains("2-second drop-column"));
    }

    @Test
    void aReleasedSchemaThatNoMigrationMadeComesUpToAnotherSchema() {
        assertThat(failures(new Drifted(new Shop.Statements("2-second", () -> TAG, "alter table customers drop tag"))))
                .hasEntrySatisfying(
                        "from the released 1 to now",
                        message -> assertThat(message)
                                .contains("baselines/wrong/1.sql", "- index public.customers_email"));
    }

    @MigrationTest(plan = "", baselines = "src/test/resources/baselines/wrong")
    private static final class Drifted extends Shop {
        Drifted(Migration<PostgresSession> second) {
            super(second);
        }
    }

    /** The messages of the tests that fail, by their names. */
    private static Map<String, String> failures(Shop shop) {
        Map<String, String> failures = new TreeMap<>();
        try (MigrationHarness<PostgresSession> harness = MigrationHarness.of(shop)) {
            shop.migrations(harness).forEach(node -> run(node, failures));
        }
        return failures;
    }

    private static void run(DynamicNode node, Map<String, String> failures) {
        if (node instanceof DynamicContainer container) {
            try (Stream<? extends DynamicNode> children = container.getChildren()) {
                children.forEach(child -> run(child, failures));
            }
        } else if (node instanceof DynamicTest test) {
            try {
                test.getExecutable().execute();
            } catch (Throwable e) {
                failures.put(test.getDisplayName(), String.valueOf(e.getMessage()));
            }
        }
    }
}
