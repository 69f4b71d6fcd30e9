package io.upshift;

import java.util.List;

/** Looks at a plan before it is carried out. Executes no migration and changes nothing. */
@FunctionalInterface
public interface Preflight {

    /** How much a finding matters. */
    enum Severity {
        ADVICE,
        WARNING,
        /** The run is refused. */
        ERROR,
        /** The run ends well without having changed anything; a later run tries again. */
        DEFER
    }

    /**
     * What a check found.
     *
     * @param rule a short stable name of the rule
     * @param what what was found, and on which migration
     * @param next what to do about it
     */
    record Finding(Severity severity, String rule, String what, String next) {}

    List<Finding> check(Plan plan);
}
