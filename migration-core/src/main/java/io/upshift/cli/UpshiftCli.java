package io.upshift.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a service: plan, migrate, revert, status, validate, baseline, new, trace, and what modules add.
 *
 * <p>One line in a {@code main} is enough:
 * {@code System.exit(UpshiftCli.of("order-service", options).run(args));}. Immutable.
 */
public final class UpshiftCli {
    private final String program;
    private final RunnerFactory options;
    private final List<CommandModule> modules;

    private UpshiftCli(String program, RunnerFactory options, List<CommandModule> modules) {
        this.program = program;
        this.options = options;
        this.modules = modules;
    }

    /**
     * A command line with the commands of this library.
     *
     * @param program how it is called, for the help
     * @param options carries the options that lead to a store, and makes the runner from them
     */
    public static UpshiftCli of(String program, RunnerFactory options) {
        return new UpshiftCli(program, options, List.of(new StandardCommands()));
    }

    /** A copy with more commands. */
    public UpshiftCli with(CommandModule module) {
        List<CommandModule> more = new ArrayList<>(modules);
        more.add(module);
        return new UpshiftCli(program, options, List.copyOf(more));
    }

    /**
     * Carries out one command.
     *
     * <p>With {@code --json} whatever else the process prints on the standard output while the command runs goes to the
     * standard error.
     *
     * @return the exit code: 0 done or deferred, 1 failed, 2 usage, 3 refused by a check, 4 held elsewhere
     */
    public int run(String... args) {
        Terminal terminal = Terminal.ofProcess();
        PrintStream out = System.out;
        if (List.of(args).contains(Invocation.JSON)) {
            System.setOut(System.err);
        }
        try {
            return run(terminal, args);
        } finally {
            System.setOut(out);
        }
    }

    int run(Terminal terminal, String... args) {
        List<CliCommand> commands = new ArrayList<>();
        modules.forEach(module -> commands.addAll(module.commands()));
        return new Invocation(program, options, commands, terminal).run(args);
    }
}
