package io.upshift.cli;

import io.upshift.MigrationException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One call of the command line, from its arguments to its exit code. */
final class Invocation {
    static final String JSON = "--json";

    private static final Logger log = LoggerFactory.getLogger(UpshiftCli.class);

    private final RunnerFactory options;
    private final Terminal terminal;
    private final FrameOptions frame = new FrameOptions();
    private final CommandLine commandLine;

    Invocation(String program, RunnerFactory options, List<CliCommand> commands, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
        CommandSpec root = CommandSpec.create().name(program);
        root.addOption(help());
        root.usageMessage().synopsisSubcommandLabel("COMMAND");
        commands.forEach(command -> add(root, command));
        commandLine = new CommandLine(root)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private void add(CommandSpec parent, CliCommand command) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        spec.addOption(help());
        List<CliCommand> below = command.subcommands();
        if (below.isEmpty()) {
            spec.addMixin("frame", CommandSpec.forAnnotatedObject(frame));
            spec.addMixin("options", CommandSpec.forAnnotatedObjectLenient(options));
            spec.usageMessage().sortOptions(false);
        } else {
            spec.usageMessage().synopsisSubcommandLabel("COMMAND");
            below.forEach(child -> add(spec, child));
        }
        parent.addSubcommand(spec.name(), spec);
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build();
    }

    int run(String... args) {
        boolean json = List.of(args).contains(JSON);
        try (Resources resources = new Resources()) {
            ParseResult parsed = commandLine.parseArgs(args);
            Integer help = CommandLine.executeHelpRequest(parsed);
            if (help != null) {
                return help;
            }
            CliCommand command = chosen(parsed);
            return command.run(new CommandContext(terminal, options, frame, resources));
        } catch (ParameterException e) {
            String error = UsageErrors.message(e, args);
            return failed(ExitCodes.USAGE, error, Documents.failure("failed", error), json);
        } catch (MigrationException e) {
            return failed(e, json);
        } catch (Exception e) {
            log.debug("The command failed", e);
            return failed(
                    MigrationException.failed("The command failed", "see the log at the level debug for more", e),
                    json);
        }
    }

    /** The innermost that was named. */
    private static CliCommand chosen(ParseResult parsed) {
        ParseResult innermost = parsed;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
        }
        CommandSpec spec = innermost.commandSpec();
        if (!spec.subcommands().isEmpty()) {
            throw MigrationException.usage(
                    "Say which command",
                    "use one of " + String.join(", ", spec.subcommands().keySet()));
        }
        return (CliCommand) spec.userObject();
    }

    private int failed(MigrationException e, boolean json) {
        return failed(ExitCodes.of(e.reason()), String.valueOf(e.getMessage()), Documents.of(e), json);
    }

    private int failed(int exitCode, String error, String document, boolean json) {
        terminal.err().println(error);
        if (json) {
            terminal.out().print(document);
            terminal.out().flush();
        }
        return exitCode;
    }
}
