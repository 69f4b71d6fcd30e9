package io.upshift.cli;

import io.upshift.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "new", description = "Writes the skeleton of a migration, up and down; overwrites nothing.")
final class NewCommand implements CliCommand {
    private static final String QUALIFIED = "[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*";

    @Parameters(paramLabel = "NAME", description = "What it does, such as AddOrderTags or add_order_tags.")
    private String name = "";

    @Option(names = "--type", description = "java or sql (default: java with --package, sql without).")
    private @Nullable Type type;

    @Option(
            names = "--dir",
            paramLabel = "<folder>",
            description = "The source root for java (default: src/main/java), the folder for sql"
                    + " (default: src/main/resources/db/migration).")
    private @Nullable Path folder;

    @Option(names = "--package", paramLabel = "<package>", description = "The package of the class.")
    private String packageName = "";

    @Option(names = "--session", paramLabel = "<class>", description = "The session's class, with its package.")
    private String session = "";

    @Option(names = "--sequential", description = "Takes the next number in the folder, not a timestamp.")
    private boolean sequential;

    enum Type {
        JAVA,
        SQL
    }

    @Override
    public int run(CommandContext context) throws IOException {
        SkeletonName words = SkeletonName.of(name);
        boolean java = type == null ? !packageName.isEmpty() : type == Type.JAVA;
        Map<String, String> files = java ? java(context, words) : sql(context, words);
        List<Path> written = write(context.terminal().folder().resolve(folder(java)), files);
        if (context.json()) {
            context.out().print(Documents.created(written));
        } else {
            written.forEach(file -> context.out().println(file));
        }
        return ExitCodes.DONE;
    }

    private Map<String, String> java(CommandContext context, SkeletonName words) throws IOException {
        if (packageName.isEmpty()) {
            throw MigrationException.usage("A class needs a package", "give one with --package");
        }
        if (!packageName.matches(QUALIFIED)) {
            throw MigrationException.usage("The package is no Java package", "write it like com.acme.orders");
        }
        String type = session.isEmpty() ? context.sessionType() : session;
        if (!type.matches(QUALIFIED)) {
            throw MigrationException.usage(
                    "A class needs the session of its target",
                    "give it with --session, such as io.upshift.postgres.PostgresSession");
        }
        String className = sequential
                ? "V" + NextVersion.in(context.terminal().folder().resolve(folder(true))) + "__" + words.camel()
                : words.camel() + System.currentTimeMillis();
        return JavaSkeleton.of(packageName, className, type, words.sentence());
    }

    private Map<String, String> sql(CommandContext context, SkeletonName words) throws IOException {
        String version = sequential
                ? NextVersion.in(context.terminal().folder().resolve(folder(false)))
                : Long.toString(System.currentTimeMillis());
        return SqlSkeleton.of(version + "_" + words.snake(), words.sentence());
    }

    private Path folder(boolean java) {
        if (java) {
            Path root = folder == null ? Path.of("src", "main", "java") : folder;
            return root.resolve(packageName.replace('.', '/'));
        }
        return folder == null ? Path.of("src", "main", "resources", "db", "migration") : folder;
    }

    private static List<Path> write(Path folder, Map<String, String> files) throws IOException {
        for (String file : files.keySet()) {
            if (Files.exists(folder.resolve(file))) {
                throw MigrationException.refused(
                        "The skeleton can't be written", folder.resolve(file) + " exists", "choose another name");
            }
        }
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            written.add(
                    Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardOpenOption.CREATE_NEW));
        }
        return written;
    }
}
