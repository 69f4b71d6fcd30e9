package io.upshift;

import io.upshift.Preflight.Finding;
import io.upshift.RunEvent.RunInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of one run, put together from its events. */
final class ReportFold implements RunListener {
    private final RunInfo run;
    private final Map<MigrationId, Report.Result> results = new LinkedHashMap<>();
    private final List<String> alerts = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();

    ReportFold(RunInfo run) {
        this(run, List.of());
    }

    /** @param before what the same run has done already */
    ReportFold(RunInfo run, List<Report.Result> before) {
        this.run = run;
        before.forEach(result -> results.put(result.id(), result));
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.StepFinished finished) {
            results.merge(finished.step().id(), result(finished), ReportFold::join);
        } else if (event instanceof RunEvent.Alert alert) {
            alerts.add(alert.what());
        }
    }

    /** What the last look found. */
    void found(List<Finding> found) {
        findings.clear();
        findings.addAll(found);
    }

    void received(Receipt receipt) {
        receipts.add(receipt);
    }

    Report upToDate() {
        return new Report.UpToDate(run, elapsed());
    }

    Report heldElsewhere() {
        return new Report.HeldElsewhere(run, elapsed());
    }

    Report completed(List<String> deferred) {
        return new Report.Completed(
                run,
                elapsed(),
                List.copyOf(results.values()),
                List.copyOf(findings),
                List.copyOf(receipts),
                List.copyOf(alerts),
                deferred);
    }

    Report failed(String error) {
        return new Report.Failed(
                run,
                elapsed(),
                List.copyOf(results.values()),
                List.copyOf(findings),
                List.copyOf(receipts),
                List.copyOf(alerts),
                error);
    }

    private static Report.Result result(RunEvent.StepFinished finished) {
        RunEvent.StepInfo step = finished.step();
        return new Report.Result(
                step.id(),
                step.description(),
                step.kind(),
                step.direction(),
                finished.state(),
                finished.took(),
                List.of(step.name()),
                finished.error());
    }

    private static Report.Result join(Report.Result before, Report.Result next) {
        List<String> steps = new ArrayList<>(before.steps());
        steps.addAll(next.steps());
        return new Report.Result(
                next.id(),
                next.description(),
                next.kind(),
                next.direction(),
                next.state(),
                before.duration().plus(next.duration()),
                List.copyOf(steps),
                next.error());
    }

    private Duration elapsed() {
        return Duration.between(run.startedAt(), Instant.now());
    }
}
