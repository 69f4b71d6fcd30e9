package io.upshift.cli;

import java.util.List;

/**
 * One command; the class carries picocli's {@code @Command(name = …)}, and its own {@code @Option} fields.
 *
 * <p>The frame adds {@code --help}, {@code --json}, the settings and the options of the {@link RunnerFactory}.
 */
public interface CliCommand {

    /**
     * Does what the command is for.
     *
     * @return the exit code: 0 done, 1 failed, 2 usage, 3 refused by a check, 4 held elsewhere
     * @throws Exception a {@link io.upshift.MigrationException} becomes the exit code of its reason, anything else 1
     */
    int run(CommandContext context) throws Exception;

    /** Commands below this one, which then only groups them: {@code aws backup}. None unless overridden. */
    default List<CliCommand> subcommands() {
        return List.of();
    }
}
