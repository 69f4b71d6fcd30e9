package io.upshift;

import java.util.List;
import java.util.function.Predicate;

/**
 * A service's migrations, on one store ({@link MigrationRunner}) or on several ({@link MigrationCoordinator}).
 *
 * <p>Thread-safe.
 */
public sealed interface Migrations permits MigrationRunner, MigrationCoordinator {

    /** What {@link #migrate} would do now, and what the checks say of it; reads, and changes nothing. */
    Plan plan();

    /**
     * Applies everything that is pending, or waits for the instance that does.
     *
     * @return up to date or completed
     * @throws MigrationException unless the store is ready for this version of the service; its {@code report} tells how
     *     far the run came
     */
    Report migrate();

    /**
     * Like {@link #migrate}, without waiting for another instance.
     *
     * @return also {@link Report.HeldElsewhere}
     */
    Report tryMigrate();

    /**
     * Like {@link #migrate}; when it fails, takes back what this run had applied, the last one first, over all stores.
     *
     * <p>What other runs applied stays. It stops at the first migration that can't be taken back, and says so. Repeatable
     * migrations go too, even if an earlier run had brought an earlier form of them.
     *
     * @param confirmation shown what would be taken back, after the failure; false leaves it
     * @throws MigrationException the failure, with what came of taking it back
     */
    Report migrateOrCompensate(Predicate<Plan> confirmation);

    /** What {@link #revert} would do now; reads, and changes nothing. */
    Plan planRevert(RevertTo to);

    /**
     * Takes migrations back, the last one first, and records that; nothing is deleted from the history.
     *
     * @param confirmation shown what would be taken back; false refuses, and nothing is changed
     * @throws MigrationException when one of them can't be reverted or is needed by one that would stay: then nothing is
     *     changed; or when a down fails: then the ones before it are reverted
     */
    Report revert(RevertTo to, Predicate<Plan> confirmation);

    /** Where every migration stands. */
    Status status();

    /**
     * Checks the history: unchanged migrations, none missing, none out of order, and a chain of entries without edits.
     *
     * @return everything that is wrong, in words; empty when nothing is
     */
    List<String> validate();

    /**
     * Looks at every {@link Expectation} among the verifications.
     *
     * @return everything that doesn't hold, in words; empty when all of it does
     */
    List<String> unmetExpectations();

    /** Whether there is anything for {@link #unmetExpectations} to look at. */
    boolean isExpecting();

    /**
     * What the stores hold now, apart from their data.
     *
     * @throws MigrationException when a store can't tell
     */
    SchemaSnapshot schema();
}
