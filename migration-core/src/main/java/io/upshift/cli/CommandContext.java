package io.upshift.cli;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** What a command works with. Used by one thread. */
public final class CommandContext {
    private final Terminal terminal;
    private final RunnerFactory factory;
    private final FrameOptions options;
    private final Resources resources;
    private @Nullable MigrationRunner<?> runner;

    CommandContext(Terminal terminal, RunnerFactory factory, FrameOptions options, Resources resources) {
        this.terminal = terminal;
        this.factory = factory;
        this.options = options;
        this.resources = resources;
    }

    /**
     * The runner, made when it is first asked for.
     *
     * @throws MigrationException when it can't be made
     */
    public MigrationRunner<?> runner() {
        if (runner == null) {
            runner = made();
        }
        return runner;
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

    private MigrationRunner<?> made() {
        try {
            return factory.runner(runnerContext());
        } catch (MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw MigrationException.failed("The runner can't be made", "correct the options and try again", e);
        }
    }
}
