package io.upshift.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "baseline",
        description = "Records every migration up to a version as applied, for a store that has them already.")
final class BaselineCommand implements CliCommand {
    @Parameters(paramLabel = "VERSION", description = "The last version that the store has, or a whole id.")
    private String version = "";

    @Mixin
    private Reporting reporting = new Reporting();

    @Override
    public int run(CommandContext context) {
        return reporting.report(context, () -> context.runner().baseline(version));
    }
}
