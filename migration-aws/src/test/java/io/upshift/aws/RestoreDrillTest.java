package io.upshift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upshift.Report;
import io.upshift.testkit.aws.FakeAws;
import io.upshift.testkit.aws.KilledAfterEachCall;
import org.junit.jupiter.api.Test;

class RestoreDrillTest {
    private static final String COPY = "orders-db-drill-2026-01";

    private final Operations.Hooks hooks = new Operations.Hooks();

    @Test
    void theNewestSnapshotIsRestoredMigratedVerifiedAndTheCopyDeleted() throws Exception {
        FakeAws aws = FakeAws.create();
        prepare(aws);
        String before = Operations.state(aws);

        Report report = drill(aws).run("2026-01", plan -> true);

        assertThat(report.results().get(0).steps()).hasSize(5);
        assertThat(hooks.done()).containsExactly("migrate " + COPY, "verify " + COPY);
        assertThat(Operations.state(aws)).isEqualTo(before);
    }

    @Test
    void aCopyThatFailsIsKeptForALookAndDeletedByTheNextRun() throws Exception {
        FakeAws aws = FakeAws.create();
        prepare(aws);
        RestoreDrill failing =
                RestoreDrill.of(Operations.instance(aws), Operations.journal(aws), hooks.work("migrate"), endpoint -> {
                    throw new IllegalStateException("no orders");
                });

        assertThatThrownBy(() -> failing.run("2026-01", plan -> true)).hasMessageContaining("no orders");
        assertThat(Operations.state(aws)).contains("instance " + COPY);

        drill(aws).run("2026-01", plan -> true);
        assertThat(Operations.state(aws)).doesNotContain(COPY);
        assertThat(hooks.done()).containsExactly("migrate " + COPY, "verify " + COPY);
    }

    @Test
    void anotherInstanceThatHasTheCopysNameIsNeitherUsedNorDeleted() throws Exception {
        FakeAws aws = FakeAws.create();
        prepare(aws);
        aws.rds().createDBInstance(request -> request.dbInstanceIdentifier(COPY).engine("postgres"));

        assertThatThrownBy(() -> drill(aws).run("2026-01", plan -> true))
                .hasMessageContaining("There is an instance " + COPY + " that this restore didn't make");
        assertThat(Operations.state(aws)).contains("instance " + COPY);
    }

    @Test
    void killedAfterAnyCallOrWithAnyReplyLostTheRetryEndsTheSame() throws Exception {
        KilledAfterEachCall.check(
                RestoreDrillTest::prepare, aws -> drill(aws).run("2026-01", plan -> true), Operations::state);
    }

    private RestoreDrill drill(FakeAws aws) {
        return RestoreDrill.of(
                Operations.instance(aws), Operations.journal(aws), hooks.work("migrate"), hooks.work("verify"));
    }

    private static void prepare(FakeAws aws) throws Exception {
        Operations.prepare(aws);
        Orders.snapshot(aws).take(Orders.RUN);
    }
}
