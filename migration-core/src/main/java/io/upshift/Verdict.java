package io.upshift;

import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the checks made of a plan that they didn't refuse. */
record Verdict(List<Finding> findings) {

    /** A plan's migrations, apart. */
    record Split<S>(List<Planned<S>> runnable, List<Planned<S>> waiting) {}

    /** What may be brought now, and what waits: what is deferred, and whatever depends on it. */
    <S> Split<S> split(List<Planned<S>> pending) {
        Split<S> split = new Split<>(new ArrayList<>(), new ArrayList<>());
        Set<MigrationId> waiting = new HashSet<>();
        for (Planned<S> migration : pending) {
            Plan.Item item = migration.item();
            // A dependency comes earlier in the order of ids, so one pass finds the whole tail.
            boolean waits = isDeferred(item.id())
                    || item.metadata().dependsOn().stream().anyMatch(waiting::contains);
            if (waits) {
                waiting.add(item.id());
                split.waiting().add(migration);
            } else {
                split.runnable().add(migration);
            }
        }
        return split;
    }

    Verdict and(List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new Verdict(List.copyOf(all));
    }

    /** What waits, and why. */
    List<Finding> deferrals() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.DEFER)
                .toList();
    }

    /** Why something waits; empty when nothing does. */
    List<String> reasons() {
        return deferrals().stream().map(Verdict::words).toList();
    }

    /** Why the run is refused; empty when it isn't. */
    List<String> errors() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Verdict::words)
                .toList();
    }

    boolean isDeferred(MigrationId id) {
        return findings.stream()
                .anyMatch(finding ->
                        finding.severity() == Severity.DEFER && (finding.id() == null || id.equals(finding.id())));
    }

    private static String words(Finding finding) {
        String of = finding.id() == null ? "" : finding.id() + " ";
        return of + finding.what() + " (" + finding.next() + ")";
    }
}
