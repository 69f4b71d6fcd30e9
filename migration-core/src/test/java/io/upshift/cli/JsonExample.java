package io.upshift.cli;

import io.upshift.Checkpoint;
import io.upshift.Confidence;
import io.upshift.Direction;
import io.upshift.DryRun;
import io.upshift.Effects;
import io.upshift.Health;
import io.upshift.Kind;
import io.upshift.Metadata;
import io.upshift.MigrationId;
import io.upshift.Plan;
import io.upshift.Preflight.Detail;
import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import io.upshift.Receipt;
import io.upshift.RecordedPlan;
import io.upshift.RemoteCall;
import io.upshift.Report;
import io.upshift.Risk;
import io.upshift.RunEvent.Pace;
import io.upshift.RunEvent.RunInfo;
import io.upshift.SchemaChange;
import io.upshift.SchemaObject;
import io.upshift.Service;
import io.upshift.State;
import io.upshift.StatementTrace;
import io.upshift.Status;
import io.upshift.event.EventCensus;
import io.upshift.event.EventRegistry;
import io.upshift.event.EventSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** One document of each shape, with something in every field. */
enum JsonExample {
    REPORT("Report", Values.report().toJson()),
    PLAN("Plan", Values.plan().toJson()),
    STATUS("Status", Values.status().toJson()),
    DRY_RUN("Dry run", Values.dryRun().toJson()),
    TRACE("Trace", Values.trace().toTraceJson()),
    VALIDATION(
            "Validation",
            Documents.validation(
                    Values.status(),
                    List.of("db/1709123456789-AddOrderTags.sql was changed after it had been applied"))),
    EVENTS("Events", Values.events()),
    HEALTH("Health", Values.health().toJson()),
    NEW("New files", Documents.created(List.of(Path.of("1709123456789_add_tags.up.sql")))),
    FAILURE("Failure before a run", Documents.failure("failed", "There is no store · next: give one with --url"));

    private final String heading;
    private final String json;

    JsonExample(String heading, String json) {
        this.heading = heading;
        this.json = json;
    }

    String heading() {
        return heading;
    }

    String json() {
        return json;
    }

    private static final class Values {
        private static final MigrationId ID = MigrationId.parse("1709123456789-AddOrderTags");
        private static final Service SERVICE = new Service("orders", "1.4.0");
        private static final String TARGET = "postgresql orders at db.internal:5432";
        private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

        private static final Finding FINDING = new Finding(
                Severity.WARNING,
                "create-index-blocks-writes",
                ID,
                "writes to orders wait until the index orders_tags is built",
                "write it as the recipe says, or allow it with a reason",
                new Detail(
                        "db/1709123456789-AddOrderTags.sql:3:1",
                        "orders",
                        "create index concurrently orders_tags on orders (tags);",
                        null,
                        Map.of("lock", "SHARE")));

        static Report report() {
            RunInfo run =
                    new RunInfo("0000019b7c1a2b3c5d6e7f8091a2b3c4", "migrate", SERVICE, TARGET, AT, "deploy@pod-1");
            Report.Result result = new Report.Result(
                    ID,
                    "add order tags",
                    Kind.TRANSACTIONAL,
                    Direction.UP,
                    State.FAILED,
                    Duration.ofMillis(12),
                    List.of(step()),
                    List.of("+ column orders.tags"),
                    "relation \"orders\" does not exist");
            return new Report.Failed(
                    run,
                    Duration.ofMillis(61),
                    List.of(result),
                    List.of(FINDING),
                    List.of(new Receipt(
                            "rds-snapshot",
                            "orders-0000019b",
                            AT,
                            "aws rds restore-db-instance-from-db-snapshot",
                            Map.of("region", "eu-central-1"))),
                    List.of("1709123456789-AddOrderTags took 12000 ms for: alter table orders"),
                    "The migration failed · 1709123456789-AddOrderTags · " + TARGET + " · next: correct it");
        }

        private static Report.StepResult step() {
            Pace pace = new Pace(12_500, Duration.ofSeconds(3), Confidence.HIGH, 400, "replica lag 12 s");
            return new Report.StepResult(
                    "add order tags",
                    State.FAILED,
                    AT,
                    Duration.ofMillis(12),
                    List.of(new Report.Wait(AT, 1, List.of("pid 4711 of reports, idle in transaction for 12 s"))),
                    List.of(new Report.Sample(AT, 25_000, 60_000, pace)),
                    List.of(new Report.Check("every order has tags", false)));
        }

        static Plan plan() {
            Metadata metadata = Metadata.none()
                    .risk(Risk.MEDIUM)
                    .estimatedDuration(Duration.ofSeconds(2))
                    .impactedTables("orders")
                    .dependsOn("1709000000000-CreateOrders");
            Plan.Item item = new Plan.Item(
                    ID,
                    "add order tags",
                    Kind.TRANSACTIONAL,
                    metadata,
                    List.of("add order tags"),
                    true,
                    false,
                    "com.acme.orders.AddOrderTags1709123456789",
                    List.of("alter table orders add column tags text[]"),
                    List.of(),
                    trace().migrations().get(0));
            return new Plan(
                    SERVICE,
                    TARGET,
                    Direction.UP,
                    List.of(item),
                    List.of("there is no recorded plan"),
                    List.of(FINDING),
                    List.of(new RemoteCall("rds:CreateDBSnapshot", "snapshot:upshift-*", "takes the snapshot")));
        }

        static Health health() {
            return new Health(new TreeMap<>(Map.of("database-bytes", 8_000_000L, "tables", 12L)), List.of(FINDING));
        }

        static DryRun dryRun() {
            SchemaObject tags = new SchemaObject("column", "public.orders.tags", "public.orders", "text[]");
            SchemaObject filled = new SchemaObject("column", "public.orders.tags", "public.orders", "text[] not null");
            return new DryRun(
                    SERVICE,
                    TARGET,
                    false,
                    List.of(new DryRun.Tried(ID, "add order tags", "column \"tags\" contains null values")),
                    new SchemaChange(List.of(), List.of(), List.of(new SchemaChange.Altered(tags, filled))),
                    List.of("1709123456790-IndexOrderTags: an earlier one failed"));
        }

        static RecordedPlan trace() {
            String statement = "alter table orders alter column total type bigint";
            StatementTrace trace = new StatementTrace(
                    statement,
                    new TreeMap<>(Map.of("orders", "access exclusive")),
                    new TreeSet<>(List.of("orders")),
                    new TreeMap<>(Map.of("orders", 3L)),
                    new TreeMap<>(Map.of("orders", "the type of a column: total integer → total bigint")),
                    List.of("orders_total"),
                    List.of("orders_half"),
                    List.of("order_lines"),
                    Duration.ofMillis(4));
            Effects effects = new Effects(
                    List.of(),
                    new TreeMap<>(),
                    new TreeMap<>(Map.of("column orders.total", new Effects.Alteration("integer", "bigint"))),
                    List.of(),
                    new TreeSet<>(List.of("orders")),
                    new TreeSet<>());
            return new RecordedPlan(
                    "orders",
                    "postgresql 17",
                    "public",
                    List.of(new RecordedPlan.Recording(
                            ID, "1:abc", false, List.of(statement), null, effects, List.of(trace))));
        }

        static String events() {
            EventRegistry<?> registry =
                    EventRegistry.ofMaps().event("ItemCreated", 3).build();
            return new EventCensus(Map.of(EventSchema.of("ItemCreated", 3), 960L), 0, 96_000, 12).toJson(registry);
        }

        static Status status() {
            Status.Line line = new Status.Line(
                    ID,
                    "add order tags",
                    Kind.TRANSACTIONAL,
                    State.APPLIED,
                    false,
                    AT,
                    Duration.ofMillis(12),
                    "deploy@pod-1",
                    "1.4.0",
                    "");
            Checkpoint checkpoint = new Checkpoint(
                    Direction.UP,
                    4,
                    1,
                    250_000,
                    240_000,
                    1_000_000,
                    3,
                    false,
                    "",
                    AT,
                    AT.plusSeconds(10),
                    Map.of(),
                    List.of());
            Status.Work work = new Status.Work(ID, checkpoint, Duration.ofSeconds(30));
            return new Status(SERVICE, TARGET, List.of(line), List.of(work), List.of("there is something wrong"));
        }
    }
}
