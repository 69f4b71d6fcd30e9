package io.upshift.aws;

import io.upshift.Direction;
import io.upshift.Kind;
import io.upshift.MigrationId;
import io.upshift.Plan;
import io.upshift.Receipt;
import io.upshift.Report;
import io.upshift.RunEvent;
import io.upshift.RunEvent.RunInfo;
import io.upshift.RunEvent.StepInfo;
import io.upshift.Service;
import io.upshift.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The events of a run. */
final class Runs {
    static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    static final RunInfo RUN = run("orders", "migrate");
    static final MigrationId ID = MigrationId.parse("1709123456789-AddOrderTags");
    static final StepInfo STEP =
            new StepInfo(ID, "add order tags", Direction.UP, Kind.TRANSACTIONAL, "add order tags", 0, 1);
    static final Plan PLAN = new Plan(RUN.service(), RUN.target(), Direction.UP, List.of(), List.of());

    private Runs() {}

    static RunInfo run(String service, String command) {
        return new RunInfo(
                Orders.RUN, command, new Service(service, "1.4.0"), "postgresql orders at db:5432", AT, "deploy@pod-1");
    }

    static RunEvent started() {
        return new RunEvent.RunStarted(RUN, 1);
    }

    static RunEvent stepFinished(State state) {
        return new RunEvent.StepFinished(STEP, state, Duration.ofMillis(12), Duration.ofMillis(20), null);
    }

    static RunEvent succeeded() {
        return succeeded(RUN, 1);
    }

    static RunEvent succeeded(RunInfo run, int migrations) {
        List<Report.Result> results = IntStream.range(0, migrations)
                .mapToObj(i -> result(State.APPLIED))
                .toList();
        Receipt receipt = new Receipt("rds-snapshot", "upshift-orders-db-0123456789ab", AT, "aws rds …", Map.of());
        return new RunEvent.RunFinished(
                run,
                new Report.Completed(
                        run, Duration.ofMillis(61), results, List.of(), List.of(receipt), List.of(), List.of()));
    }

    static RunEvent failed(String error) {
        return new RunEvent.RunFinished(
                RUN,
                new Report.Failed(
                        RUN,
                        Duration.ofMillis(61),
                        List.of(result(State.FAILED)),
                        List.of(),
                        List.of(),
                        List.of(),
                        error));
    }

    private static Report.Result result(State state) {
        return new Report.Result(
                ID,
                "add order tags",
                Kind.TRANSACTIONAL,
                Direction.UP,
                state,
                Duration.ofMillis(12),
                List.of(),
                List.of(),
                null);
    }
}
