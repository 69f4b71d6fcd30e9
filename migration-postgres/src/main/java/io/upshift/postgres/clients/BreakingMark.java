package io.upshift.postgres.clients;

import io.upshift.MigrationRunner;
import io.upshift.State;
import io.upshift.Status;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a breaking migration has been applied that this binary doesn't know. Used by one thread. */
final class BreakingMark {
    private final @Nullable MigrationRunner<?> runner;
    private final Consumer<String> told;
    private long length = -1;
    private String last = "";

    BreakingMark(@Nullable MigrationRunner<?> runner, Consumer<String> told) {
        this.runner = runner;
        this.told = told;
    }

    boolean isWatched() {
        return runner != null;
    }

    /** @param now how many entries the history has; it is read only when there are others than before */
    void look(long now) {
        if (runner == null || now == length) {
            return;
        }
        Status status = runner.status();
        String unknown = status.migrations().stream()
                .filter(line -> line.state() == State.UNKNOWN && line.breaking())
                .map(line -> line.id().toString())
                .collect(Collectors.joining(", "));
        length = now;
        if (!unknown.isEmpty() && !unknown.equals(last)) {
            told.accept(status.target() + " has " + unknown + ", which version "
                    + status.service().version() + " of " + status.service().name()
                    + " doesn't know and which is marked as breaking");
        }
        last = unknown;
    }
}
