package io.upshift.page;

import io.upshift.Preflight.Finding;
import io.upshift.Receipt;
import io.upshift.Report;
import io.upshift.RunEvent.RunInfo;
import java.util.ArrayList;
import java.util.List;

/** A report, as its page shows it. */
record ReportView(
        String title,
        String outcome,
        String word,
        String runId,
        String command,
        String service,
        String serviceVersion,
        String target,
        String by,
        String startedAt,
        String startedAtIso,
        String duration,
        String durationIso,
        List<String> next,
        boolean hasNext,
        List<BarView> bars,
        boolean hasBars,
        List<ResultView> migrations,
        boolean hasMigrations,
        List<FindingView> findings,
        boolean hasFindings,
        List<BackupView> backups,
        boolean hasBackups) {

    /** A backup that was taken before anything was changed. */
    record BackupView(String kind, String id, String takenAt, String restore) {
        static BackupView of(Receipt receipt) {
            return new BackupView(receipt.kind(), receipt.id(), Shown.time(receipt.takenAt()), receipt.restore());
        }
    }

    private record Told(
            String outcome,
            String word,
            List<Finding> findings,
            List<Receipt> backups,
            List<String> alerts,
            List<String> next) {}

    static ReportView of(Report report) {
        Told told = told(report);
        RunInfo run = report.run();
        List<String> next = new ArrayList<>(told.next());
        next.addAll(told.alerts());
        List<BarView> bars = BarView.of(report);
        List<ResultView> migrations =
                report.results().stream().map(ResultView::of).toList();
        return new ReportView(
                run.command() + " of " + run.service().name() + ": " + told.outcome(),
                told.outcome(),
                told.word(),
                run.id(),
                run.command(),
                run.service().name(),
                run.service().version(),
                run.target(),
                run.by(),
                Shown.time(run.startedAt()),
                run.startedAt().toString(),
                Shown.time(report.duration()),
                report.duration().toString(),
                next,
                !next.isEmpty(),
                bars,
                !bars.isEmpty(),
                migrations,
                !migrations.isEmpty(),
                FindingView.of(told.findings()),
                !told.findings().isEmpty(),
                told.backups().stream().map(BackupView::of).toList(),
                !told.backups().isEmpty());
    }

    private static Told told(Report report) {
        if (report instanceof Report.Completed done) {
            boolean isDeferred = !done.deferred().isEmpty();
            return new Told(
                    isDeferred ? "completed, something waits" : "completed",
                    isDeferred ? "deferred" : "applied",
                    done.findings(),
                    done.backups(),
                    done.alerts(),
                    done.deferred());
        }
        if (report instanceof Report.Failed failed) {
            return new Told(
                    "failed", "failed", failed.findings(), failed.backups(), failed.alerts(), List.of(failed.error()));
        }
        boolean isHeld = report instanceof Report.HeldElsewhere;
        return new Told(
                isHeld ? "another instance is at work" : "nothing to do",
                isHeld ? "deferred" : "applied",
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
