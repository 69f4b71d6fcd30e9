package io.upshift.cli;

import io.upshift.Health;
import io.upshift.MigrationException;
import io.upshift.Migrations;
import io.upshift.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "validate", description = "Checks the history against the declared migrations; changes nothing.")
final class ValidateCommand implements CliCommand {
    @Option(
            names = "--schema",
            description =
                    "Looks at the stores instead: at what the service expects of them, and with --compare at drift.")
    private boolean schema;

    @Option(
            names = "--health",
            description = "Looks at how the store is: invalid indexes, missing indexes, sequences, old transactions.")
    private boolean health;

    @ArgGroup
    private @Nullable File file;

    static final class File {
        @Option(
                names = "--write",
                paramLabel = "<file>",
                description = "With --schema: writes what the stores hold now, to be committed.")
        private @Nullable Path write;

        @Option(
                names = "--compare",
                paramLabel = "<file>",
                description = "With --schema: compares what the stores hold with what was written.")
        private @Nullable Path compare;
    }

    @Override
    public int run(CommandContext context) throws IOException {
        if (file != null && !schema) {
            throw MigrationException.usage("--write and --compare are about the schema", "give --schema as well");
        }
        if (schema && health) {
            throw MigrationException.usage("--schema and --health are two questions", "ask one after the other");
        }
        if (health) {
            return health(context);
        }
        return schema ? schema(context) : history(context);
    }

    private static int health(CommandContext context) {
        Health health = context.runner().health();
        if (context.json()) {
            context.out().print(health.toJson());
        } else {
            Table table = new Table("FIGURE", "VALUE");
            health.figures().forEach((name, value) -> table.row(name, String.valueOf(value)));
            table.print(context.out());
            FindingText.print(health.findings(), context.out());
        }
        return health.isSound() ? ExitCodes.DONE : ExitCodes.REFUSED;
    }

    private int schema(CommandContext context) throws IOException {
        Path write = file == null ? null : file.write;
        Path compare = file == null ? null : file.compare;
        Path folder = context.terminal().folder();
        if (write != null) {
            SchemaFile.write(folder.resolve(write), context.migrations().schema());
            context.out().print(context.json() ? Documents.created(List.of(write)) : write + "\n");
            return ExitCodes.DONE;
        }
        Migrations migrations = context.migrations();
        if (!migrations.isExpecting() && compare == null) {
            throw MigrationException.usage(
                    "There is nothing to compare the schema with",
                    "declare an ExpectedSchema as a verification, or write a file with --schema --write and give it"
                            + " with --schema --compare");
        }
        List<String> problems = new ArrayList<>(migrations.unmetExpectations());
        if (compare != null) {
            problems.addAll(migrations.schema().differencesFrom(SchemaFile.read(folder.resolve(compare))));
        }
        Status status = migrations.status();
        return answer(context, status, problems, "schema", "migrate it back to what is expected, or expect what it is");
    }

    private static int history(CommandContext context) {
        List<String> problems = context.migrations().validate();
        Status status = context.migrations().status();
        return answer(context, status, problems, "history", "restore what was changed, or allow it by a setting");
    }

    private static int answer(CommandContext context, Status status, List<String> problems, String what, String next) {
        if (context.json()) {
            context.out().print(Documents.validation(status, problems));
        } else if (problems.isEmpty()) {
            context.out()
                    .println("The " + what + " of " + status.service().name() + " on " + status.target() + " is valid");
        } else {
            problems.forEach(problem -> context.out().println("problem  " + problem));
            context.err()
                    .println(Words.count(problems.size(), "problem") + " · " + status.target() + " · next: " + next);
        }
        return problems.isEmpty() ? ExitCodes.DONE : ExitCodes.REFUSED;
    }
}
