package io.upshift.page;

import io.upshift.Report.Check;
import io.upshift.Report.Result;
import io.upshift.Report.StepResult;
import io.upshift.Report.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was done to one migration. */
record ResultView(
        String id,
        String description,
        String kind,
        String direction,
        String state,
        String duration,
        String durationIso,
        boolean isFailed,
        String error,
        List<String> changes,
        boolean hasChanges,
        List<WaitView> waits,
        boolean hasWaits,
        List<CheckView> checks,
        boolean hasChecks,
        List<PlotView> plots,
        boolean hasMore) {

    /** A try that met a lock. */
    record WaitView(String step, String at, int attempt, List<String> by, boolean isUnseen) {
        static WaitView of(String step, Wait wait) {
            return new WaitView(
                    step,
                    Shown.time(wait.at()),
                    wait.attempt(),
                    wait.by(),
                    wait.by().isEmpty());
        }
    }

    /** A validation of data. */
    record CheckView(String name, String outcome) {
        static CheckView of(Check check) {
            return new CheckView(check.name(), check.holds() ? "holds" : "failed");
        }
    }

    static ResultView of(Result result) {
        List<WaitView> waits = new ArrayList<>();
        List<CheckView> checks = new ArrayList<>();
        for (StepResult step : result.steps()) {
            step.waits().forEach(wait -> waits.add(WaitView.of(step.name(), wait)));
            step.checks().forEach(check -> checks.add(CheckView.of(check)));
        }
        List<PlotView> plots = result.steps().stream()
                .map(PlotView::of)
                .flatMap(Optional::stream)
                .toList();
        String error = result.error() == null ? "" : result.error();
        boolean hasChanges = !result.changes().isEmpty();
        return new ResultView(
                result.id().toString(),
                result.description(),
                Shown.word(result.kind()),
                Shown.word(result.direction()),
                Shown.word(result.state()),
                Shown.time(result.duration()),
                result.duration().toString(),
                !error.isEmpty(),
                error,
                result.changes(),
                hasChanges,
                waits,
                !waits.isEmpty(),
                checks,
                !checks.isEmpty(),
                plots,
                !error.isEmpty() || hasChanges || !waits.isEmpty() || !checks.isEmpty() || !plots.isEmpty());
    }
}
