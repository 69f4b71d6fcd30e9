package io.upshift;

import io.upshift.Preflight.Finding;
import io.upshift.RunEvent.RunInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of one run, put together from its events. */
final class ReportFold implements RunListener {
    private final RunInfo run;
    private final Map<MigrationId, Report.Result> results = new LinkedHashMap<>();
    private final List<String> alerts = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final Map<MigrationId, List<String>> changes = new HashMap<>();
    private @Nullable StepFold step;

    ReportFold(RunInfo run) {
        this.run = run;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.StepStarted started) {
            step = new StepFold(started.step(), started.at());
        } else if (event instanceof RunEvent.Blocked blocked) {
            of(blocked.step()).add(blocked);
        } else if (event instanceof RunEvent.Progress progress) {
            of(progress.step()).add(progress);
        } else if (event instanceof RunEvent.Checked checked) {
            of(checked.step()).add(checked);
        } else if (event instanceof RunEvent.StepFinished finished) {
            results.merge(finished.step().id(), result(finished), ReportFold::join);
            step = null;
        } else if (event instanceof RunEvent.Alert alert) {
            alerts.add(alert.what());
        }
    }

    /** A step whose batches an earlier run has begun isn't told to start. */
    private StepFold of(RunEvent.StepInfo info) {
        if (step == null || !step.isOf(info)) {
            step = new StepFold(info, Instant.now());
        }
        return step;
    }

    /** What the last look found in a plan. */
    void looked(Plan plan, List<Finding> found) {
        findings.clear();
        findings.addAll(found);
        for (Plan.Item item : plan.items()) {
            RecordedPlan.Recording recording = item.recording();
            Effects effects = recording == null ? null : recording.effects();
            changes.put(item.id(), effects == null ? List.of() : effects.lines());
        }
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

    private Report.Result result(RunEvent.StepFinished finished) {
        RunEvent.StepInfo info = finished.step();
        return new Report.Result(
                info.id(),
                info.description(),
                info.kind(),
                info.direction(),
                finished.state(),
                finished.took(),
                List.of(of(info).ended(finished)),
                changes.getOrDefault(info.id(), List.of()),
                finished.error());
    }

    private static Report.Result join(Report.Result before, Report.Result next) {
        List<Report.StepResult> steps = new ArrayList<>(before.steps());
        steps.addAll(next.steps());
        return new Report.Result(
                next.id(),
                next.description(),
                next.kind(),
                next.direction(),
                next.state(),
                before.duration().plus(next.duration()),
                List.copyOf(steps),
                next.changes(),
                next.error());
    }

    private Duration elapsed() {
        return Duration.between(run.startedAt(), Instant.now());
    }
}
