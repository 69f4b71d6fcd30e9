package io.upshift.cli;

import io.upshift.Change;
import io.upshift.InMemorySession;
import io.upshift.InMemoryTarget;
import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a service whose store is in memory. */
final class MemoryOptions implements RunnerFactory {
    private final InMemoryTarget target;
    private final List<Change<InMemorySession>> changes;
    private int closed;

    @Option(names = "--store", description = "The name of the store.")
    private @Nullable String store;

    @Option(names = "--password-file", description = "The file with the password.")
    private @Nullable String passwordFile;

    @SafeVarargs
    @SuppressWarnings("varargs")
    MemoryOptions(InMemoryTarget target, Change<InMemorySession>... changes) {
        this.target = target;
        this.changes = List.of(changes);
    }

    @Override
    public MigrationRunner<?> runner(RunnerContext context) throws Exception {
        if (store == null) {
            throw MigrationException.usage("There is no store", "give one with --store");
        }
        if (passwordFile != null) {
            throw new IllegalStateException("there is no such file");
        }
        context.closeLater(() -> closed++);
        MigrationRunner.Builder<InMemorySession> builder = MigrationRunner.on(target)
                .service("orders", "1.0.0")
                .settings(context.settings())
                .listener(context.progress());
        changes.forEach(builder::add);
        return builder.build();
    }

    @Override
    public String sessionType() {
        return InMemorySession.class.getName();
    }

    InMemoryTarget target() {
        return target;
    }

    /** How often something was closed. */
    int closed() {
        return closed;
    }
}
