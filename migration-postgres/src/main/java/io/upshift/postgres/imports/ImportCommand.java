package io.upshift.postgres.imports;

import io.upshift.Adopted;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.State;
import io.upshift.Status;
import io.upshift.cli.CliCommand;
import io.upshift.cli.CommandContext;
import io.upshift.cli.CommandModule;
import io.upshift.cli.Reporting;
import io.upshift.cli.RunnerContext;
import io.upshift.postgres.PostgresTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code import --from flyway}: goes on from the history that another tool has kept in the database.
 *
 * <p>What that tool has applied is recorded as applied; nothing is run, and its own tables stay as they are. With
 * {@code --verify-only} nothing is written, and both histories are compared, for as long as both tools run side by side.
 */
@Command(name = "import", description = "Takes over the history of another tool; runs nothing.")
public final class ImportCommand implements CliCommand {
    private final Function<RunnerContext, PostgresTarget> target;

    @Option(
            names = "--from",
            paramLabel = "<tool>",
            required = true,
            description = "Whose history: ${COMPLETION-CANDIDATES}.")
    private Tool tool = Tool.FLYWAY;

    @Option(
            names = "--table",
            paramLabel = "<name>",
            description = "Its history's table, in the target's schema (default: the tool's own).")
    private @Nullable String table;

    @Option(
            names = "--files",
            paramLabel = "<folder>",
            description = "Where its migrations lie, to compare checksums with where it keeps any.")
    private @Nullable Path files;

    @Option(
            names = "--verify-only",
            description = "Compares both histories, and writes nothing; exit 3 if they differ.")
    private boolean verifyOnly;

    @Mixin
    private Reporting reporting = new Reporting();

    private ImportCommand(Function<RunnerContext, PostgresTarget> target) {
        this.target = target;
    }

    /**
     * The command, to be added to a service's command line.
     *
     * @param target made from the service's own options
     */
    public static CommandModule of(Function<RunnerContext, PostgresTarget> target) {
        return () -> List.of(new ImportCommand(target));
    }

    @Override
    public int run(CommandContext context) throws SQLException, IOException {
        PostgresTarget from = target.apply(context.runnerContext());
        ForeignHistory history =
                new Import(from, tool, table == null ? tool.table() : table).read(MigrationFiles.in(files));
        if (!history.problems().isEmpty()) {
            throw MigrationException.refused(
                    "The history of " + tool.word() + " on " + from.describe() + " can't be taken over",
                    String.join("; ", history.problems()),
                    "do what it says, and import again; nothing was changed");
        }
        if (verifyOnly) {
            return verified(context, history, from);
        }
        context.err()
                .println(history.applied().size() + " migrations of " + tool.word() + ", " + history.unchecked()
                        + " of them without a checksum to compare");
        return reporting.report(context, () -> context.runner().adopt(history.applied()));
    }

    private int verified(CommandContext context, ForeignHistory history, PostgresTarget from) {
        Status status = context.runner().status();
        List<String> differences = differences(history, status);
        if (!differences.isEmpty()) {
            throw MigrationException.refused(
                    "The histories of " + tool.word() + " and "
                            + status.service().name() + " on " + from.describe() + " differ",
                    String.join("; ", differences),
                    "bring the same migrations with both, or stop using one of them");
        }
        context.out()
                .print(
                        context.json()
                                ? status.toJson()
                                : "Both histories hold the same "
                                        + history.applied().size() + " migrations\n");
        return 0;
    }

    private List<String> differences(ForeignHistory history, Status status) {
        Set<MigrationId> here = new LinkedHashSet<>();
        for (Status.Line line : status.migrations()) {
            boolean isThere =
                    line.state() == State.APPLIED || line.state() == State.BASELINE || line.state() == State.UNKNOWN;
            if (isThere) {
                here.add(line.id());
            }
        }
        Set<MigrationId> there = new LinkedHashSet<>();
        history.applied().stream().map(Adopted::id).forEach(there::add);
        List<String> differences = new ArrayList<>();
        there.stream()
                .filter(id -> !here.contains(id))
                .forEach(id -> differences.add(id + " is only in that of " + tool.word()));
        here.stream()
                .filter(id -> !there.contains(id))
                .forEach(id -> differences.add(
                        id + " is only in that of " + status.service().name()));
        return differences;
    }
}
