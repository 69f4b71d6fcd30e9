package io.upshift.page;

import io.upshift.Confidence;
import io.upshift.Direction;
import io.upshift.Kind;
import io.upshift.Metadata;
import io.upshift.MigrationId;
import io.upshift.Plan;
import io.upshift.Preflight.Detail;
import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import io.upshift.Receipt;
import io.upshift.RecordedPlan.Recording;
import io.upshift.RemoteCall;
import io.upshift.Report;
import io.upshift.Report.Check;
import io.upshift.Report.Result;
import io.upshift.Report.Sample;
import io.upshift.Report.StepResult;
import io.upshift.Report.Wait;
import io.upshift.RunEvent.Pace;
import io.upshift.RunEvent.RunInfo;
import io.upshift.Service;
import io.upshift.State;
import io.upshift.StatementTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reports and plans with something in every place, and with texts that would break a page that doesn't escape. */
final class PageExample {
    static final String NASTY = "<script>alert('x')</script> & \"quotes\" {{mustache}} ü 🐘 </pre>";

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Service SERVICE = new Service("orders", "1.4.0");
    private static final String TARGET = "postgresql orders at db.internal:5432";
    private static final int SAMPLES = 200;

    private PageExample() {}

    static Report failed(int migrations) {
        List<Result> results = new ArrayList<>();
        Instant begin = AT;
        for (int i = 1; i < migrations; i++) {
            results.add(applied(i, begin));
            begin = begin.plusMillis(90L * i);
        }
        results.add(new Result(
                id(migrations),
                "add order tags " + NASTY,
                Kind.TRANSACTIONAL,
                Direction.UP,
                State.FAILED,
                Duration.ofMillis(1512),
                List.of(new StepResult(
                        "add order tags",
                        State.FAILED,
                        begin,
                        Duration.ofMillis(1512),
                        List.of(
                                new Wait(begin, 1, List.of("pid 4711 of reports, idle in transaction for 12 s")),
                                new Wait(begin.plusSeconds(1), 2, List.of())),
                        List.of(),
                        List.of())),
                List.of(),
                "relation " + NASTY + " does not exist"));
        return new Report.Failed(
                new RunInfo("0000019b7c1a2b3c5d6e7f8091a2b3c4", "migrate", SERVICE, TARGET, AT, "deploy@pod-1"),
                Duration.between(AT, begin).plusMillis(1600),
                results,
                List.of(finding()),
                List.of(new Receipt(
                        "rds-snapshot", "orders-1", AT, "aws rds restore-db-instance-from-db-snapshot", Map.of())),
                List.of(id(2) + " took 12000 ms for: alter table orders"),
                "The migration failed · " + id(migrations) + " · " + TARGET + " · next: correct it");
    }

    private static Result applied(int number, Instant begin) {
        boolean isBatched = number % 10 == 1;
        StepResult step = new StepResult(
                "step of " + number,
                State.APPLIED,
                begin,
                Duration.ofMillis(80L * number),
                List.of(),
                isBatched ? samples(begin) : List.of(),
                isBatched ? List.of(new Check("every order has " + NASTY, true)) : List.of());
        return new Result(
                id(number),
                "change number " + number,
                isBatched ? Kind.BATCHED : Kind.ONLINE,
                Direction.UP,
                State.APPLIED,
                step.duration(),
                List.of(step),
                List.of("+ column orders.tags" + number, "~ column orders.total: integer → bigint"),
                null);
    }

    private static List<Sample> samples(Instant begin) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            boolean isSlow = i > 80 && i < 120;
            Pace pace = new Pace(
                    isSlow ? 900 : 12_000 + 500 * Math.sin(i / 5.0),
                    Duration.ofSeconds(SAMPLES - i),
                    Confidence.HIGH,
                    400,
                    isSlow ? "replica lag 12 s" : "");
            samples.add(new Sample(begin.plusSeconds(i), i * 12_000L, SAMPLES * 12_000L, pace));
        }
        return samples;
    }

    static Plan plan() {
        StatementTrace trace = new StatementTrace(
                "alter table orders alter column total type bigint",
                new TreeMap<>(Map.of("orders", "access exclusive", NASTY, "share")),
                new TreeSet<>(List.of("orders")),
                new TreeMap<>(Map.of("orders", 3L)),
                new TreeMap<>(Map.of("orders", "the type of a column: total integer → total bigint")),
                List.of("orders_total"),
                List.of(),
                List.of(),
                Duration.ZERO);
        Plan.Item item = new Plan.Item(
                id(1),
                "widen " + NASTY,
                Kind.TRANSACTIONAL,
                Metadata.none().breaking(true).estimatedDuration(Duration.ofSeconds(2)),
                List.of("widen"),
                true,
                false,
                "com.acme.orders.Widen1709123456781",
                List.of("alter table orders alter column total type bigint -- " + NASTY),
                List.of(),
                new Recording(id(1), "1:abc", false, List.of(trace.statement()), null, null, List.of(trace)));
        Finding gate =
                new Finding(Severity.DEFER, "gate", id(1), "2 instances of version 1.3 are alive", "finish the deploy");
        return new Plan(
                SERVICE,
                TARGET,
                Direction.UP,
                List.of(item),
                List.of("something to know " + NASTY),
                List.of(finding(), gate),
                List.of(new RemoteCall("rds:CreateDBSnapshot", "snapshot:upshift-*", "takes the snapshot")));
    }

    private static Finding finding() {
        return new Finding(
                Severity.WARNING,
                "create-index-blocks-writes",
                id(1),
                "writes to orders wait " + NASTY,
                "write it as the recipe says",
                new Detail(
                        "db/1-a.sql:3:1",
                        "orders",
                        "create index concurrently orders_tags on orders (tags); -- " + NASTY,
                        null,
                        Map.of("lock", "SHARE")));
    }

    private static MigrationId id(int number) {
        return MigrationId.parse(1709123456780L + number + "-Change" + number);
    }
}
