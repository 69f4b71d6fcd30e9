package io.upshift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a plan before it is carried out. Executes no migration and changes nothing.
 *
 * <p>Called before the run lock is taken, and once more under it when the plan has changed meanwhile.
 */
@FunctionalInterface
public interface Preflight {

    /** How much a finding matters. */
    enum Severity {
        ADVICE,
        WARNING,
        /** The run is refused. */
        ERROR,
        /** The migration waits for a later run, and with it whatever depends on it; the others pass. */
        DEFER
    }

    /**
     * What a check found.
     *
     * @param rule a short stable name of the rule
     * @param id the migration that it is about; null for all of them
     * @param what what was found
     * @param next what to do about it
     */
    record Finding(Severity severity, String rule, @Nullable MigrationId id, String what, String next) {

        /** A finding about the whole run. */
        public Finding(Severity severity, String rule, String what, String next) {
            this(severity, rule, null, what, next);
        }
    }

    List<Finding> check(Plan plan);

    /** Every call that it may make to a service outside the store; shown with the plan. */
    default List<RemoteCall> calls() {
        return List.of();
    }
}
