package io.upshift.testkit.migration;

import io.upshift.MigrationId;
import io.upshift.Plan;
import io.upshift.testkit.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Goes through a service's migrations in order on one database with rows, and tries each: up, down and up again.
 *
 * <p>What was tried is kept, so it can be asked for in any order, by several threads.
 */
final class Walk<S> implements AutoCloseable {
    private final MigrationSetup<S> setup;
    private final PostgresServer server;
    private final List<Plan.Item> items;
    private final List<Tried> tried = new ArrayList<>();
    private @Nullable Stage<S> stage;
    private @Nullable MigrationId broken;

    Walk(MigrationSetup<S> setup, PostgresServer server, List<Plan.Item> items) {
        this.setup = setup;
        this.server = server;
        this.items = items;
    }

    List<Tried> all() {
        for (int i = 0; i < items.size(); i++) {
            tried(i);
        }
        return List.copyOf(tried);
    }

    /**
     * What came of one migration.
     *
     * @throws AssertionError when it can't be brought
     * @throws TestAbortedException when an earlier one can't
     */
    synchronized Tried tried(int number) {
        while (tried.size() <= number) {
            if (broken != null) {
                throw new TestAbortedException(
                        items.get(number).id() + " can't be tried, because " + broken + " before it can't be brought");
            }
            tried.add(next());
        }
        return tried.get(number);
    }

    private Tried next() {
        Plan.Item item = items.get(tried.size());
        Stage<S> here = stage();
        try {
            Tried result = new Trial<>(here, item).run();
            if (result.problems().isEmpty()) {
                here.fill();
            } else {
                startOver();
            }
            return result;
        } catch (Exception e) {
            broken = item.id();
            throw new AssertionError(item.id() + " can't be brought: " + e.getMessage(), e);
        }
    }

    /** A way back that is wrong says nothing of the migrations after it, so these get a database without its traces. */
    private void startOver() {
        close();
        stage = null;
    }

    private Stage<S> stage() {
        Stage<S> here = stage;
        if (here == null) {
            here = Stage.planningAsIfLarge(setup, server);
            stage = here;
            here.bring(
                    items.subList(0, tried.size()).stream().map(Plan.Item::id).toList());
        }
        return here;
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.close();
        }
    }
}
