package io.upshift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is told of one step, put together. */
final class StepFold {
    private final RunEvent.StepInfo step;
    private final Instant startedAt;
    private final List<Report.Wait> waits = new ArrayList<>();
    private final Samples samples = new Samples();
    private final List<Report.Check> checks = new ArrayList<>();

    StepFold(RunEvent.StepInfo step, Instant startedAt) {
        this.step = step;
        this.startedAt = startedAt;
    }

    boolean isOf(RunEvent.StepInfo other) {
        return step.id().equals(other.id()) && step.number() == other.number();
    }

    void add(RunEvent.Blocked blocked) {
        waits.add(new Report.Wait(Instant.now(), blocked.attempt(), blocked.by()));
    }

    void add(RunEvent.Progress progress) {
        samples.add(new Report.Sample(Instant.now(), progress.done(), progress.total(), progress.pace()));
    }

    void add(RunEvent.Checked checked) {
        checks.add(new Report.Check(checked.validation(), checked.holds()));
    }

    Report.StepResult ended(RunEvent.StepFinished finished) {
        return new Report.StepResult(
                step.name(),
                finished.state(),
                startedAt,
                finished.took(),
                List.copyOf(waits),
                samples.all(),
                List.copyOf(checks));
    }
}
