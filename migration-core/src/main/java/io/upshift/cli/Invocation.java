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
        for (CliCommand command : commands) {
            CommandSpec spec = CommandSpec.forAnnotatedObject(command);
            spec.addOption(help());
            spec.addMixin("frame", CommandSpec.forAnnotatedObject(frame));
            spec.addMixin("options", CommandSpec.forAnnotatedObjectLenient(options));
            spec.usageMessage().sortOptions(false);
            root.addSubcommand(spec.name(), spec);
        }
        commandLine = new CommandLine(root)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true);
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
            if (!parsed.hasSubcommand()) {
                throw MigrationException.usage("Say which command", "use one of " + commandNames());
            }
            CliCommand command = (CliCommand) parsed.subcommand().commandSpec().userObject();
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

    private String commandNames() {
        return String.join(", ", commandLine.getSubcommands().keySet());
    }
}
