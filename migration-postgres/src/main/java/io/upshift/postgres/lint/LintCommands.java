package io.upshift.postgres.lint;

import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandModule;
import io.upshift.postgres.PostgresOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code lint} for a service's command line: {@code UpshiftCli.of("orders", service).with(LintCommands.of(…))}.
 */
public final class LintCommands implements CommandModule {
    private final PostgresOptions options;
    private final @Nullable LintPolicy policy;

    private LintCommands(PostgresOptions options, @Nullable LintPolicy policy) {
        this.options = options;
        this.policy = policy;
    }

    /**
     * With the policy of the environment that {@code --environment} names.
     *
     * @param options those of the service's command line, which may name a database to ask
     */
    public static LintCommands of(PostgresOptions options) {
        return new LintCommands(options, null);
    }

    /** With the service's own policy. */
    public LintCommands with(LintPolicy chosen) {
        return new LintCommands(options, chosen);
    }

    @Override
    public List<CliCommand> commands() {
        return List.of(new LintCommand(options, policy));
    }
}
