package io.upshift.testkit.migration;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Plan;
import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import io.upshift.RecordedPlan;
import io.upshift.RevertTo;
import io.upshift.Schema;
import io.upshift.testkit.RecordedPlans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;

/** The tests of a {@link MigrationSuite}. */
final class SuiteTests<S> {
    private final MigrationHarness<S> harness;
    private final Expectations expectations;
    private @Nullable RecordedPlan recorded;

    SuiteTests(MigrationHarness<S> harness, Expectations expectations) {
        this.harness = harness;
        this.expectations = expectations;
    }

    Stream<DynamicNode> all() {
        List<Plan.Item> items = harness.items();
        Stream<DynamicNode> each = IntStream.range(0, items.size())
                .mapToObj(number -> dynamicTest(items.get(number).id().toString(), () -> tryOut(number)));
        List<DynamicNode> together = new ArrayList<>(List.of(
                dynamicTest("all together make the schema that they make one by one", this::together),
                dynamicTest("all are taken back and brought again", this::backAndAgain),
                dynamicTest("the plan comes out alike when it is recorded twice", this::reproducible),
                dynamicTest(
                        "the checks find nothing of level " + expectations.level() + " or above", this::unobjected)));
        if (!expectations.plan().isEmpty()) {
            together.add(dynamicTest("the committed plan is what they do", this::planned));
        }
        for (Baseline baseline : Baseline.in(Path.of(expectations.baselines()))) {
            together.add(dynamicTest("from the released " + baseline.version() + " to now", () -> from(baseline)));
        }
        return Stream.of(
                dynamicContainer("each goes up, down and up", each), dynamicContainer("together", together.stream()));
    }

    private void tryOut(int number) {
        Tried tried = harness.walk().tried(number);
        List<String> wrong = new ArrayList<>(tried.problems());
        if (expectations.isLossy(tried.id())) {
            wrong.removeIf(problem -> problem.startsWith(Trial.ROWS_LOST));
        }
        wrong.addAll(Traces.onLarge(tried, expectations.large()));
        fail(tried.id() + " isn't ready for production", wrong);
    }

    private void together() {
        try (Stage<S> stage = harness.stage()) {
            stage.runner().migrate();
            List<String> wrong = new ArrayList<>(stage.runner().validate());
            wrong.addAll(Trial.change(last().after(), stage.schema()).lines());
            if (!stage.runner().plan().isEmpty()) {
                wrong.add("something is still pending: " + stage.runner().plan().items());
            }
            fail("All migrations on an empty database make another schema than one by one with rows", wrong);
        }
    }

    private void backAndAgain() {
        try (Stage<S> stage = harness.stage()) {
            stage.bring(harness.ids());
            Schema schema = stage.schema();
            MigrationRunner<S> runner = stage.runner();
            int back = reversible();
            if (back > 0) {
                runner.revert(RevertTo.last(back), plan -> true);
                runner.migrate();
            }
            fail(
                    "Another schema comes out when the last " + back + " migrations are taken back and brought again",
                    Trial.change(schema, stage.schema()).lines());
        }
    }

    /** How many at the end can be taken back, one behind the other. */
    private int reversible() {
        List<Plan.Item> items = harness.items();
        int first = items.size();
        while (first > 0 && items.get(first - 1).isReversible()) {
            first--;
        }
        return items.size() - first;
    }

    private void reproducible() {
        String first = recorded().toJson();
        String second = record().toJson();
        if (!first.equals(second)) {
            fail("The migrations don't do the same twice, so their plan is no preview", Lines.differing(first, second));
        }
    }

    private void planned() throws IOException {
        RecordedPlans.assertCurrent(recorded(), Path.of(expectations.plan()));
    }

    private synchronized RecordedPlan recorded() {
        RecordedPlan known = recorded;
        if (known == null) {
            known = record();
            recorded = known;
        }
        return known;
    }

    private RecordedPlan record() {
        try (Stage<S> stage = harness.stage()) {
            return stage.runner().record();
        }
    }

    private void unobjected() {
        List<String> wrong = new ArrayList<>();
        for (Finding finding : harness.findings(recorded())) {
            boolean counts = finding.severity() != Severity.DEFER
                    && finding.severity().compareTo(expectations.level()) >= 0
                    && finding.detail().suppressed() == null;
            if (counts) {
                wrong.add(finding.id() + " " + finding.rule() + ": " + finding.what() + " · next: " + finding.next());
            }
        }
        fail("The checks object to the migrations", wrong);
    }

    private void from(Baseline baseline) throws IOException {
        try (Stage<S> stage = harness.stage()) {
            stage.execute(baseline.script());
            try {
                stage.runner().baseline(baseline.version());
                stage.runner().migrate();
            } catch (MigrationException e) {
                throw new AssertionError(
                        "The released schema of " + baseline + " doesn't come up to now: " + e.getMessage(), e);
            }
            fail(
                    "The released schema of " + baseline + " comes up to another schema than an empty database",
                    Trial.change(last().after(), stage.schema()).lines());
        }
    }

    private Tried last() {
        return harness.walk().tried(harness.items().size() - 1);
    }

    private static void fail(String what, List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new AssertionError(what + ":" + HarnessAssert.list(wrong));
        }
    }
}
