package io.upshift.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "pause", description = "Pauses a migration's work in batches, in every instance.")
final class PauseCommand implements CliCommand {
    @Parameters(paramLabel = "<id>", description = "The migration, or its version.")
    private String id = "";

    @Override
    public int run(CommandContext context) {
        context.runner().pause(id);
        return ExitCodes.DONE;
    }
}
