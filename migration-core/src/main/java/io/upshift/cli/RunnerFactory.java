package io.upshift.cli;

import io.upshift.Migrations;

/**
 * Makes the runner or the coordinator that the commands work on, from the options that were given.
 *
 * <p>An implementing class carries picocli {@code @Option} fields, or {@code @Mixin} fields of classes that do; every
 * command accepts them after its name. No option may take a password itself: take the name of a file, or read the
 * environment.
 */
@FunctionalInterface
public interface RunnerFactory {

    /**
     * Called once by a command that works on a store, after the options are set.
     *
     * @param context what to hand to the runner's builder, and where to leave what has to be closed
     * @throws io.upshift.MigrationException with the reason {@code USAGE} when an option is missing: no default may turn
     *     a missing option into another database
     */
    Migrations runner(RunnerContext context) throws Exception;

    /** The session's class, with its package, for the Java skeletons of {@code new}; empty when {@code --session} must say. */
    default String sessionType() {
        return "";
    }
}
