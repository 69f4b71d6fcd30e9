package io.upshift;

import java.util.List;
import java.util.Map;
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
     * @param detail where it was found, and what more is known
     */
    record Finding(Severity severity, String rule, @Nullable MigrationId id, String what, String next, Detail detail) {

        /** A finding about a migration. */
        public Finding(Severity severity, String rule, @Nullable MigrationId id, String what, String next) {
            this(severity, rule, id, what, next, Detail.NONE);
        }

        /** A finding about the whole run. */
        public Finding(Severity severity, String rule, String what, String next) {
            this(severity, rule, null, what, next);
        }
    }

    /**
     * What is known of a finding beyond its words.
     *
     * @param place {@code file:line:column}; null when there is none
     * @param subject what it is about, such as a table; null when that can't be said in one name
     * @param recipe what to write instead, in the store's own language; null when nothing can be proposed
     * @param suppressed why the author says that it doesn't matter here; null when nobody said so
     * @param facts whatever else the check says, such as the lock that would be taken, by name
     */
    record Detail(
            @Nullable String place,
            @Nullable String subject,
            @Nullable String recipe,
            @Nullable String suppressed,
            Map<String, String> facts) {
        static final Detail NONE = new Detail(null, null, null, null, Map.of());
    }

    List<Finding> check(Plan plan);

    /** Every call that it may make to a service outside the store; shown with the plan. */
    default List<RemoteCall> calls() {
        return List.of();
    }
}
