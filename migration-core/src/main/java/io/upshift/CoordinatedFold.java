package io.upshift;

import io.upshift.Preflight.Finding;
import io.upshift.RunEvent.RunFinished;
import io.upshift.RunEvent.RunInfo;
import io.upshift.RunEvent.RunStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The report of a run over several stores, put together from those of the runs on each; it also passes their events on. */
final class CoordinatedFold implements RunListener {
    private final RunInfo run;
    private final Events events;
    private final int migrations;
    private final Map<String, Report> byStore = new LinkedHashMap<>();
    private final List<Report> takenBack = new ArrayList<>();
    private boolean isStarted;

    /** @param migrations how many are pending in all stores */
    CoordinatedFold(RunInfo run, Events events, int migrations) {
        this.run = run;
        this.events = events;
        this.migrations = migrations;
    }

    /** What happens in a store is passed on; where its part of the run begins and ends is not. */
    @Override
    public void on(RunEvent event) {
        if (event instanceof RunStarted) {
            if (!isStarted) {
                isStarted = true;
                events.tell(new RunStarted(run, migrations));
            }
        } else if (!(event instanceof RunFinished)) {
            events.tell(event);
        }
    }

    /** A store may have several turns. */
    void ended(String store, Report report) {
        byStore.merge(store, report, CoordinatedFold::join);
    }

    /** What was compensated in a store. */
    void takenBack(Report report) {
        takenBack.add(report);
    }

    /** How it ended in a store; null when that had no turn. */
    @Nullable
    Report of(String store) {
        return byStore.get(store);
    }

    /** Whether any store was changed, or was about to be. */
    boolean isStarted() {
        return isStarted;
    }

    Report done() {
        boolean isNothing = byStore.values().stream().allMatch(store -> store instanceof Report.UpToDate);
        return isNothing
                ? new Report.UpToDate(run, elapsed(), stores())
                : new Report.Completed(
                        run,
                        elapsed(),
                        all(Report::results),
                        all(ReportJson::findings),
                        backups(),
                        all(ReportJson::alerts),
                        all(ReportJson::deferred),
                        stores());
    }

    Report heldElsewhere() {
        return new Report.HeldElsewhere(run, elapsed(), stores());
    }

    Report failed(String error) {
        return new Report.Failed(
                run,
                elapsed(),
                all(Report::results),
                all(ReportJson::findings),
                backups(),
                all(ReportJson::alerts),
                error,
                stores());
    }

    /** Tells it, unless nobody needs to know: there was nothing to do, or somebody else does it. */
    Report told(Report outcome) {
        if (isStarted || outcome instanceof Report.Failed) {
            events.tell(new RunFinished(run, outcome));
        }
        return outcome;
    }

    private <T> List<T> all(Function<Report, List<T>> part) {
        return stores().stream().flatMap(store -> part.apply(store).stream()).toList();
    }

    private List<Report> stores() {
        return Stream.concat(byStore.values().stream(), takenBack.stream()).toList();
    }

    private static Report join(Report before, Report next) {
        if (before instanceof Report.UpToDate || next instanceof Report.HeldElsewhere) {
            return next;
        }
        List<Report> both = List.of(before, next);
        Duration took = before.duration().plus(next.duration());
        List<Report.Result> results = new ArrayList<>(before.results());
        results.removeIf(
                result -> next.results().stream().anyMatch(later -> later.id().equals(result.id())));
        results.addAll(next.results());
        List<Receipt> backups = both.stream()
                .flatMap(report -> ReportJson.backups(report).stream())
                .distinct()
                .toList();
        List<String> alerts = both.stream()
                .flatMap(report -> ReportJson.alerts(report).stream())
                .toList();
        List<Finding> findings = ReportJson.findings(next);
        return next instanceof Report.Failed failed
                ? new Report.Failed(next.run(), took, results, findings, backups, alerts, failed.error())
                : new Report.Completed(next.run(), took, results, findings, backups, alerts, ReportJson.deferred(next));
    }

    /** One that all stores share stands in each of their reports. */
    private List<Receipt> backups() {
        return all(ReportJson::backups).stream().distinct().toList();
    }

    private Duration elapsed() {
        return Duration.between(run.startedAt(), Instant.now());
    }
}
