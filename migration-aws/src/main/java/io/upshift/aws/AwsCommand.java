package io.upshift.aws;

import io.upshift.cli.CliCommand;
import java.util.List;
import picocli.CommandLine.Command;

/** See {@link AwsCommands}. */
@Command(name = "aws", description = "Backs up, restores and replaces the database on AWS.")
final class AwsCommand extends CommandGroup {
    AwsCommand(List<CliCommand> commands) {
        super(commands);
    }
}
