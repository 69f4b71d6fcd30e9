package io.upshift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service puts around its runs.
 *
 * @param preflights look at a plan before it is carried out
 * @param elsewhere looks after what migrations need of other stores
 * @param backups are taken before anything is changed
 * @param verifications look at the store when something was
 * @param throttles tell how the store bears work in batches
 */
record Safeguards<S>(
        List<Preflight> preflights,
        Preflight elsewhere,
        List<Backup> backups,
        List<Verification> verifications,
        List<HealthCheck<S>> throttles) {
    private static final Logger log = LoggerFactory.getLogger(MigrationRunner.class);

    Safeguards {
        preflights = List.copyOf(preflights);
        backups = List.copyOf(backups);
        verifications = List.copyOf(verifications);
        throttles = List.copyOf(throttles);
    }

    static <S> Safeguards<S> none() {
        return new Safeguards<>(List.of(), plan -> List.of(), List.of(), List.of(), List.of());
    }

    /** The same as part of a coordinator's run. */
    Safeguards<S> within(Preflight stores, List<Backup> common) {
        List<Backup> all = new ArrayList<>(common);
        all.addAll(backups);
        return new Safeguards<>(preflights, stores, all, verifications, throttles);
    }

    /** What they ask of services outside the store. */
    Stream<RemoteCall> calls() {
        return Stream.concat(
                preflights.stream().flatMap(check -> check.calls().stream()),
                backups.stream().flatMap(backup -> backup.calls().stream()));
    }

    /** Fails closed: without a usable backup nothing is changed. */
    void backup(Service service, Target<S> target, List<Planned<S>> planned, ReportFold report) {
        if (backups.isEmpty()) {
            return;
        }
        String key = BackupKey.of(service, target, planned);
        for (Backup backup : backups) {
            try {
                report.received(backup.take(key));
            } catch (Exception e) {
                throw MigrationException.failed(
                        "The backup before the migration failed, and nothing was changed",
                        "make the backup work, or take it out of the runner if you can do without one",
                        e);
            }
        }
    }

    List<Expectation> expectations() {
        return verifications.stream()
                .filter(Expectation.class::isInstance)
                .map(Expectation.class::cast)
                .toList();
    }

    /** One that can't be looked at doesn't hold. */
    List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        for (Expectation expectation : expectations()) {
            try {
                unmet.addAll(expectation.unmet());
            } catch (Exception e) {
                log.debug("An expectation could not be looked at", e);
                unmet.add("an expectation could not be looked at: " + e.getMessage());
            }
        }
        return unmet;
    }

    /** May take a while, so the run lock is given back by now. What a service expects need not hold when it goes back. */
    void verify(Service service, String target, Direction direction) {
        for (Verification verification : verifications) {
            if (direction == Direction.DOWN && verification instanceof Expectation) {
                continue;
            }
            try {
                verification.verify(state -> log.info("{} · {} · {}", service.name(), target, state));
            } catch (Exception e) {
                throw MigrationException.failed(
                        "What was changed on " + target + " is committed, and the check of it failed",
                        e instanceof StepException known ? known.next() : "look at the store before the deploy goes on",
                        e);
            }
        }
    }
}
