package io.upshift.cli;

import java.util.List;

/** The commands that every service has. */
final class StandardCommands implements CommandModule {
    @Override
    public List<CliCommand> commands() {
        return List.of(
                new PlanCommand(),
                new MigrateCommand(),
                new RevertCommand(),
                new StatusCommand(),
                new ValidateCommand(),
                new BaselineCommand(),
                new NewCommand(),
                new PauseCommand(),
                new ResumeCommand(),
                new TraceCommand());
    }
}
