package io.upshift.postgres.lint;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.cli.RunnerContext;
import io.upshift.cli.RunnerFactory;
import io.upshift.cli.UpshiftCli;
import io.upshift.postgres.PostgresOptions;
import picocli.CommandLine.Mixin;

/** A service's command line with nothing but {@code lint} to try. */
final class LintMain implements RunnerFactory {
    @Mixin
    private PostgresOptions postgres = new PostgresOptions();

    public static void main(String[] args) {
        LintMain service = new LintMain();
        System.exit(UpshiftCli.of("shop", service)
                .with(LintCommands.of(service.postgres))
                .run(args));
    }

    @Override
    public MigrationRunner<?> runner(RunnerContext context) {
        throw MigrationException.usage("There is no runner", "lint files");
    }
}
