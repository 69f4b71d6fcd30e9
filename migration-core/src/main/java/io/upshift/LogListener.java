package io.upshift;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One INFO line a migration, the rest at DEBUG. */
final class LogListener implements RunListener {
    private static final Logger log = LoggerFactory.getLogger(MigrationRunner.class);

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.StepFinished finished) {
            stepFinished(finished);
        } else if (event instanceof RunEvent.Alert alert) {
            log.warn("{}", alert.what());
        } else if (event instanceof RunEvent.Deferred deferred) {
            log.info("{} deferred: {}", deferred.id() == null ? "Everything is" : deferred.id(), deferred.why());
        } else if (event instanceof RunEvent.Blocked blocked) {
            blocked(blocked);
        } else if (event instanceof RunEvent.RunStarted started) {
            log.debug(
                    "{} of {} on {}: {} pending",
                    started.run().command(),
                    started.run().service().name(),
                    started.run().target(),
                    started.migrations());
        } else {
            log.debug("{}", event);
        }
    }

    private static void blocked(RunEvent.Blocked blocked) {
        String by = blocked.by().isEmpty() ? "somebody who could not be seen" : String.join("; ", blocked.by());
        log.warn("{} met a lock at try {}, held by {}", blocked.step().id(), blocked.attempt(), by);
    }

    private static void stepFinished(RunEvent.StepFinished finished) {
        RunEvent.StepInfo step = finished.step();
        if (finished.state() == State.FAILED) {
            log.error("{} failed at step {} of {}: {}", step.id(), step.number() + 1, step.of(), finished.error());
        } else if (finished.endsMigration()) {
            log.info(
                    "{} {} in {} ms",
                    step.id(),
                    Words.of(finished.state()),
                    finished.soFar().toMillis());
        } else {
            log.debug("{} step {} of {} {}", step.id(), step.number() + 1, step.of(), Words.of(finished.state()));
        }
    }
}
