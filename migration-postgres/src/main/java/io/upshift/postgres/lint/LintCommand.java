package io.upshift.postgres.lint;

import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import io.upshift.postgres.PostgresOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks SQL files; asks a database only when one is named, and changes nothing in it. */
@Command(name = "lint", description = "Says what SQL files would lock, scan, rewrite, lose or break; executes nothing.")
final class LintCommand implements CliCommand {
    private static final int DONE = 0;
    private static final int REFUSED = 3;

    private final PostgresOptions options;
    private final @Nullable LintPolicy policy;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "SQL files, or folders of them.")
    private List<Path> files = List.of();

    @Option(
            names = "--environment",
            paramLabel = "<name>",
            description = "production, where errors exit with 3, or development (default: the service's own policy, or"
                    + " production).")
    private @Nullable String environment;

    @Option(
            names = "--one-deploy",
            description =
                    "The files are deployed at once: no table that one of them makes is in use before the last has"
                            + " run.")
    private boolean oneDeploy;

    @Option(
            names = "--no-limits",
            description = "What runs the files sets no lock_timeout of its own, as Upshift does.")
    private boolean noLimits;

    LintCommand(PostgresOptions options, @Nullable LintPolicy policy) {
        this.options = options;
        this.policy = policy;
    }

    @Override
    public int run(CommandContext context) {
        Lint.requireParser();
        List<LintUnit> units = LintFiles.read(files);
        Lint lint = Lint.with(chosen());
        Lint asked = options.isGiven() ? lint.on(options.target(context.runnerContext())) : lint;
        List<LintFinding> findings = asked.lint(units);
        if (context.json()) {
            context.out().print(LintJson.write(findings));
        } else {
            LintText.print(findings, units.size(), context.out());
        }
        return findings.stream().anyMatch(LintFinding::blocks) ? REFUSED : DONE;
    }

    private LintPolicy chosen() {
        LintPolicy own = policy == null ? LintPolicy.production() : policy;
        LintPolicy base = environment == null ? own : LintPolicy.of(environment);
        return base.oneDeploy(oneDeploy).limited(!noLimits);
    }
}
