package io.upshift.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Lets a migration's work in batches go on that was paused.")
final class ResumeCommand implements CliCommand {
    @Parameters(paramLabel = "<id>", description = "The migration, or its version.")
    private String id = "";

    @Override
    public int run(CommandContext context) {
        context.runner().resume(id);
        return ExitCodes.DONE;
    }
}
