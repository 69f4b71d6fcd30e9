package io.upshift.testkit.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The statuses of one resource over time. */
final class Lifecycle {
    private record Phase(Instant from, String status) {}

    private final List<Phase> phases = new ArrayList<>();

    Lifecycle(Instant now, String status) {
        phases.add(new Phase(now, status));
    }

    /** Another status from this moment on, and nothing that was planned after it. */
    void set(Instant now, String status) {
        phases.removeIf(phase -> phase.from().isAfter(now));
        phases.add(new Phase(now, status));
    }

    /** Another status now, and a further one after a while. */
    void pass(Instant now, String status, Duration takes, String then) {
        set(now, status);
        phases.add(new Phase(now.plus(takes), then));
    }

    String at(Instant now) {
        String status = "";
        for (Phase phase : phases) {
            if (!phase.from().isAfter(now)) {
                status = phase.status();
            }
        }
        return status;
    }

    /** How much of the present change is done, in percent. */
    int percent(Instant now) {
        for (int i = 1; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            if (phase.from().isAfter(now)) {
                Instant begun = phases.get(i - 1).from();
                long whole = Duration.between(begun, phase.from()).toMillis();
                return (int) (100 * Duration.between(begun, now).toMillis() / whole);
            }
        }
        return 100;
    }
}
