package io.upshift.cli;

import io.upshift.MigrationCoordinator;
import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.Migrations;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** What a command works with. Used by one thread. */
public final class CommandContext {
    private final Terminal terminal;
    private final RunnerFactory factory;
    private final FrameOptions options;
    private final Resources resources;
    private @Nullable Migrations migrations;

    CommandContext(Terminal terminal, RunnerFactory factory, FrameOptions options, Resources resources) {
        this.terminal = terminal;
        this.factory = factory;
        this.options = options;
        this.resources = resources;
    }

    /**
     * The service's migrations on all its stores, made when they are first asked for.
     *
     * @throws MigrationException when they can't be made
     */
    public Migrations migrations() {
        if (migrations == null) {
            migrations = made();
        }
        return migrations;
    }

    /**
     * The runner, for what is done to a single store: of several, the one of {@code --in-store}.
     *
     * @throws MigrationException when it can't be made, or there are several stores and none is named
     */
    public MigrationRunner<?> runner() {
        String store = options.store();
        Migrations all = migrations();
        if (all instanceof MigrationCoordinator coordinator) {
            if (store.isEmpty()) {
                throw MigrationException.usage(
                        "This is done to one store, and there are several",
                        "name it with --in-store, one of " + String.join(", ", coordinator.stores()));
            }
            return coordinator.store(store);
        }
        if (!store.isEmpty()) {
            throw MigrationException.usage("There is one store only", "leave --in-store out");
        }
        return (MigrationRunner<?>) all;
    }

    /** What the frame gives to commands that make a runner of their own. */
    public RunnerContext runnerContext() {
        return new RunnerContext(
                options.settings(), json() ? new EventLines(terminal.err()) : new Progress(terminal), resources);
    }

    /** Whether the answer has to be one JSON document, and nothing else, on {@link #out}; events go to {@link #err}. */
    public boolean json() {
        return options.json();
    }

    /** The standard output. */
    public PrintStream out() {
        return terminal.out();
    }

    /** The standard error: for warnings and questions. */
    public PrintStream err() {
        return terminal.err();
    }

    Terminal terminal() {
        return terminal;
    }

    String sessionType() {
        return factory.sessionType();
    }

    private Migrations made() {
        try {
            return factory.runner(runnerContext());
        } catch (MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw MigrationException.failed("The runner can't be made", "correct the options and try again", e);
        }
    }
}
