package io.upshift;

import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import java.util.ArrayList;
import java.util.List;

/** Everything that may keep a plan from being carried out. */
final class Checks {
    private Checks() {}

    /** What there is to say of a plan; refuses nothing. */
    static List<Finding> findings(Wiring<?> wiring, Plan plan) {
        List<Finding> findings = new ArrayList<>(downtime(wiring.settings(), plan));
        for (Preflight preflight : wiring.safeguards().preflights()) {
            findings.addAll(found(preflight, plan));
        }
        return List.copyOf(findings);
    }

    /** Refuses by throwing. */
    static Verdict look(Wiring<?> wiring, Plan plan, ReportFold report) {
        List<Finding> findings = findings(wiring, plan);
        report.looked(plan, findings);
        Verdict verdict = new Verdict(findings);
        if (!verdict.errors().isEmpty()) {
            throw MigrationException.refused(
                    "The checks before the run refused it on " + plan.target(),
                    String.join("; ", verdict.errors()),
                    "do what the findings say, and run again");
        }
        return verdict;
    }

    /** A check that can't look refuses: nobody knows what it would have found. */
    private static List<Finding> found(Preflight preflight, Plan plan) {
        try {
            return preflight.check(plan);
        } catch (MigrationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw MigrationException.failed(
                    "A check before the run failed on " + plan.target() + ", and nothing was changed",
                    "make the check work, or take it out of the runner",
                    e);
        }
    }

    private static List<Finding> downtime(Settings settings, Plan plan) {
        List<Finding> findings = new ArrayList<>();
        for (Plan.Item item : plan.items()) {
            if (item.metadata().requiresDowntime() && !settings.confirmDowntime()) {
                findings.add(new Finding(
                        Severity.ERROR,
                        "requires-downtime",
                        item.id(),
                        "requires downtime",
                        "stop the service, and confirm with confirm-downtime"));
            }
        }
        return findings;
    }
}
