package io.upshift.cli;

import io.upshift.DryRun;
import io.upshift.MigrationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "migrate", description = "Applies everything that is pending, or waits for the instance that does.")
final class MigrateCommand implements CliCommand {
    @Mixin
    private Reporting reporting = new Reporting();

    @Option(
            names = "--dry-run",
            description = "Tries what is pending in a new database on the scratch server, with this one's schema.")
    private boolean dryRun;

    @Option(
            names = "--on-live",
            description =
                    "With --dry-run: tries it on the database itself, and rolls back; only what is known to be short.")
    private boolean onLive;

    @Option(
            names = "--compensate",
            description = "When it fails, takes back what this run had applied, in all stores; asks first.")
    private boolean compensate;

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Override
    public int run(CommandContext context) {
        if (onLive && !dryRun) {
            throw MigrationException.usage("--on-live says where a dry run takes place", "give --dry-run as well");
        }
        if (dryRun) {
            return tryOut(context);
        }
        return reporting.report(
                context,
                () -> compensate
                        ? context.migrations().migrateOrCompensate(plan -> confirmation.confirms(context, plan))
                        : context.migrations().migrate());
    }

    private int tryOut(CommandContext context) {
        DryRun run = onLive ? context.runner().dryRunOnLive() : context.runner().dryRun();
        if (context.json()) {
            context.out().print(run.toJson());
        } else {
            DryRunText.print(run, context.out());
        }
        return run.isFailed() ? ExitCodes.FAILED : ExitCodes.DONE;
    }
}
