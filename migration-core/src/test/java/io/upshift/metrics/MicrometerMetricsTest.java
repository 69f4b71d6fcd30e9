package io.upshift.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upshift.Change;
import io.upshift.Changes;
import io.upshift.Direction;
import io.upshift.InMemorySession;
import io.upshift.InMemoryTarget;
import io.upshift.Kind;
import io.upshift.MigrationId;
import io.upshift.MigrationRunner;
import io.upshift.RunEvent;
import io.upshift.RunEvent.RunInfo;
import io.upshift.RunEvent.StepInfo;
import io.upshift.Service;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerMetrics metrics = MicrometerMetrics.of(registry);
    private final InMemoryTarget target = new InMemoryTarget();

    @Test
    void aRunThatSucceedsAndOneThatFailsAreTimedApart() {
        runner(Changes.adding("1-a"), Changes.adding("2-b")).migrate();
        MigrationRunner<InMemorySession> failing = runner(
                Changes.adding("1-a"), Changes.adding("2-b"), Changes.of("3-c", session -> session.run("nothing")));
        assertThatThrownBy(failing::migrate).hasMessageContaining("3-c");

        assertThat(registry.get("upshift.runs.started")
                        .tags("service", "orders")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(timed("upshift.run", "succeeded")).isEqualTo(1);
        assertThat(timed("upshift.run", "failed")).isEqualTo(1);
        assertThat(timed("upshift.migration", "applied")).isEqualTo(2);
        assertThat(timed("upshift.migration", "failed")).isEqualTo(1);
    }

    @Test
    void rowsAreCountedOnceHoweverOftenProgressIsTold() {
        RunInfo run = new RunInfo("1", "migrate", new Service("orders", "1"), "memory", Instant.EPOCH, "deploy@pod-1");
        StepInfo step = new StepInfo(MigrationId.parse("1-a"), "a", Direction.UP, Kind.TRANSACTIONAL, "fill", 0, 1);
        metrics.on(new RunEvent.RunStarted(run, 1));
        metrics.on(new RunEvent.StepStarted(step, Instant.EPOCH));
        metrics.on(new RunEvent.Progress(step, 100, 300, ""));
        metrics.on(new RunEvent.Progress(step, 100, 300, ""));
        metrics.on(new RunEvent.Progress(step, 250, 300, ""));

        assertThat(registry.get("upshift.rows").counter().count()).isEqualTo(250);
    }

    private long timed(String name, String outcome) {
        return registry.get(name)
                .tags("service", "orders", "command", "migrate", "outcome", outcome)
                .timer()
                .count();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private MigrationRunner<InMemorySession> runner(Change<InMemorySession>... changes) {
        return MigrationRunner.on(target)
                .service("orders", "1.4.0")
                .add(changes)
                .listener(metrics)
                .build();
    }
}
