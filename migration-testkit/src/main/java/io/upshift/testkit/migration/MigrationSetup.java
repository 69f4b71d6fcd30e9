package io.upshift.testkit.migration;

import io.upshift.MigrationRunner;
import io.upshift.Preflight;
import io.upshift.Target;
import io.upshift.testkit.data.Rows;
import java.util.List;
import javax.sql.DataSource;

/**
 * How a service brings its migrations, for the kit to do it on databases of its own.
 *
 * <p>Both methods are called often, on several threads.
 *
 * @param <S> the session that the migrations work with
 */
public interface MigrationSetup<S> {

    /**
     * The service's target on a database, such as {@code PostgresTarget.of(dataSource)}.
     *
     * @param dataSource of a database of the kit's
     * @return a target that is {@link io.upshift.Inspectable}
     */
    Target<S> target(DataSource dataSource);

    /**
     * The service's runner before it is built: its name and all its migrations, without its backups and notifications.
     *
     * @param target the one of {@link #target}, or the same with something around it
     */
    MigrationRunner.Builder<S> migrations(Target<S> target);

    /**
     * Puts rows where the migrations before have left tables without any; called after each migration. Without an override
     * the rows are made by {@link Rows}.
     */
    default void fill(DataSource dataSource) {
        Rows.in(dataSource).fillEmptyTables();
    }

    /** Checks of the plan whose findings count as failures, such as the linter; none unless overridden. */
    default List<Preflight> checks(Target<S> target) {
        return List.of();
    }
}
