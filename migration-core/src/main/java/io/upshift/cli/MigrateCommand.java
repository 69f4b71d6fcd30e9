package io.upshift.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "migrate", description = "Applies everything that is pending, or waits for the instance that does.")
final class MigrateCommand implements CliCommand {
    @Mixin
    private Reporting reporting = new Reporting();

    @Override
    public int run(CommandContext context) {
        return reporting.report(context, () -> context.runner().migrate());
    }
}
