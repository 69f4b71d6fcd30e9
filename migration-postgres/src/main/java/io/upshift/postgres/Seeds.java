package io.upshift.postgres;

import io.upshift.Migration;
import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Reference data for one environment: rows that a database of that kind has to hold, whoever changed them last.
 *
 * <p>A location holds a folder for each environment, and that holds, in the order of their numbers:
 *
 * <ul>
 *   <li>{@code 01_countries.csv}: rows of the table {@code countries} with a header of column names; loaded by COPY and
 *       upserted by the table's primary key, or by a unique index whose columns the header has. A row that leaves the
 *       file is taken back. {@code 01_sales.countries.csv} names the schema too;
 *   <li>{@code 02_prices.sql}: statements that may run again whenever the file changes, with {@code 02_prices.down.sql} to
 *       take them back.
 * </ul>
 *
 * <p>Each file is one transaction with its entry in the history, runs again when its content changes, and can be
 * reverted: inserted rows go, changed rows become what they were before the first seed, in the reverse order. What the
 * rows were is kept in {@code upshift_history_seed}.
 *
 * <p>A set never reaches a database of another kind: the database says what it is by
 * {@code alter database … set upshift.environment = 'production'}, and one that doesn't say, or that holds another
 * environment's set, is refused. A copy of a database keeps what it says only when it is restored with its settings, as
 * snapshots are.
 *
 * <p>Immutable.
 */
public final class Seeds {
    private final String location;
    private final String environment;
    private final List<Migration<PostgresSession>> inCode;
    private final boolean isConfirmed;

    private Seeds(
            String location, String environment, List<Migration<PostgresSession>> inCode, boolean isConfirmed) {
        this.location = location;
        this.environment = environment;
        this.inCode = inCode;
        this.isConfirmed = isConfirmed;
    }

    /**
     * The set of one environment.
     *
     * @param location a folder on the class path or on disk, as {@link SqlFiles#in(String)} takes it
     * @param environment lower-case letters, digits and hyphens, such as {@code staging}
     */
    public static Seeds in(String location, String environment) {
        if (!environment.matches("[a-z][a-z0-9-]*")) {
            throw MigrationException.usage(
                    "The environment '" + environment + "' is no name of one",
                    "write lower-case letters, digits and hyphens, such as staging");
        }
        return new Seeds(location, environment, List.of(), false);
    }

    /** A copy with rows made in code; its id has to be a repeatable one, and its {@code revision} says when it changed. */
    public Seeds add(Migration<PostgresSession> seed) {
        List<Migration<PostgresSession>> more = new ArrayList<>(inCode);
        more.add(seed);
        return new Seeds(location, environment, List.copyOf(more), isConfirmed);
    }

    /** A copy that also takes a database which doesn't say of what environment it is. */
    public Seeds confirmed(boolean isConfirmed) {
        return new Seeds(location, environment, inCode, isConfirmed);
    }

    /**
     * A runner that brings this set: {@code migrate} seeds, {@code revert} takes back, {@code plan} and {@code status} show.
     *
     * <p>Its history and its lock are the service's seeds' own, so a deploy doesn't wait for it.
     *
     * @param service whose data it is, as its migrations' runner names it
     */
    public MigrationRunner.Builder<PostgresSession> runner(PostgresTarget target, String service, String version) {
        MigrationRunner.Builder<PostgresSession> runner = MigrationRunner.on(target)
                .service(service + " seeds", version)
                .from(new SeedFiles(location, environment, target.table()))
                .preflight(new SeedGuard(target, environment, isConfirmed))
                .settings(Settings.fromEnvironment());
        inCode.forEach(runner::add);
        return runner;
    }
}
