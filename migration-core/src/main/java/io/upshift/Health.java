package io.upshift;

import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a store is. A value.
 *
 * @param figures counts, sizes and times by name; the names end with their unit where they have one
 * @param findings what should be looked at; an error is something that is broken
 */
public record Health(SortedMap<String, Long> figures, List<Finding> findings) {

    public Health {
        figures = new TreeMap<>(figures);
        findings = List.copyOf(findings);
    }

    /** Whether nothing is broken. */
    public boolean isSound() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /** With what the history tells. */
    Health and(Status status) {
        SortedMap<String, Long> all = new TreeMap<>(figures);
        List<Finding> found = new ArrayList<>();
        for (State state : new State[] {State.PENDING, State.APPLIED, State.FAILED, State.DEFERRED}) {
            all.put("migrations-" + Words.of(state), status.count(state));
        }
        for (Status.Line line : status.migrations()) {
            all.merge("slowest-migration-ms", line.duration().toMillis(), Math::max);
            if (line.state() == State.FAILED) {
                found.add(new Finding(
                        Severity.ERROR, "failed-migration", line.id(), "failed", "correct it, and run migrate again"));
            } else if (line.state() == State.RUNNING) {
                found.add(new Finding(
                        Severity.WARNING,
                        "unfinished-migration",
                        line.id(),
                        "is at work, or was cut off",
                        "look whether a run is at work; migrate resumes it"));
            }
        }
        status.problems()
                .forEach(problem ->
                        found.add(new Finding(Severity.ERROR, "history", problem, "run validate for what to do")));
        found.addAll(findings);
        return new Health(all, found);
    }

    /** JSON in a stable shape; {@code docs/json.md} explains each field. */
    public String toJson() {
        return HealthJson.write(this);
    }
}
