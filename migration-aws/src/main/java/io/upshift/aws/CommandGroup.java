package io.upshift.aws;

import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import java.util.List;

/** A command that only groups others. */
class CommandGroup implements CliCommand {
    private static final int USAGE = 2;

    private final List<CliCommand> commands;

    CommandGroup(List<CliCommand> commands) {
        this.commands = commands;
    }

    @Override
    public List<CliCommand> subcommands() {
        return commands;
    }

    @Override
    public int run(CommandContext context) {
        return USAGE; // the frame asks for one of its commands before it comes here
    }
}
