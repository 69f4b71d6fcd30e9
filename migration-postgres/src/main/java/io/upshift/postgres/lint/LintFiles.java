package io.upshift.postgres.lint;

import io.upshift.Metadata;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.postgres.SqlFileName;
import io.upshift.postgres.SqlFileName.Role;
import io.upshift.postgres.lint.LintUnit.Located;
import io.upshift.postgres.sql.Directive;
import io.upshift.postgres.sql.SqlScript;
import io.upshift.postgres.sql.SqlScriptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads files on disk as migrations, in the order in which they would run: what takes back comes last. */
final class LintFiles {
    private LintFiles() {}

    /**
     * The migrations of files and of the folders among them.
     *
     * @throws MigrationException with the reason {@code USAGE} when one is missing
     */
    static List<LintUnit> read(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(below(path));
            } else if (Files.isRegularFile(path)) {
                files.add(path);
            } else {
                throw MigrationException.usage("There is no file " + path, "correct its name");
            }
        }
        return ordered(files).stream().map(LintFiles::unit).toList();
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw MigrationException.failed("The folder " + folder + " can't be read", "check its permissions", e);
        }
    }

    /** By version, where every file has one; otherwise as they were given. */
    private static List<Path> ordered(List<Path> files) {
        List<Path> ordered = new ArrayList<>(files);
        if (files.stream().allMatch(file -> SqlFileName.find(file).isPresent())) {
            Comparator<Path> byVersion =
                    Comparator.comparing(LintFiles::id, Comparator.nullsLast(Comparator.naturalOrder()));
            ordered.sort(Comparator.comparing(LintFiles::isDown)
                    .thenComparing((a, b) -> isDown(a) ? byVersion.compare(b, a) : byVersion.compare(a, b)));
        }
        return ordered;
    }

    private static @Nullable MigrationId id(Path file) {
        return SqlFileName.find(file).map(SqlFileName::id).orElse(null);
    }

    private static boolean isDown(Path file) {
        return SqlFileName.find(file).map(name -> name.role() != Role.UP).orElse(false);
    }

    private static LintUnit unit(Path file) {
        String text = text(file);
        try {
            SqlScript script = SqlScript.parse(file.toString(), text);
            boolean alone = script.directives().stream()
                    .anyMatch(directive -> directive.key().equals("no-transaction")
                            && directive.value().equals("true"));
            return unit(file, metadata(script), !alone, LintScripts.of(file.toString(), script));
        } catch (SqlScriptException e) {
            return unit(file, Metadata.none(), true, List.of(LintScripts.unreadable(file.toString(), e)));
        }
    }

    private static LintUnit unit(Path file, Metadata metadata, boolean isOneTransaction, List<Located> statements) {
        return new LintUnit(
                id(file),
                file.toString(),
                metadata,
                isOneTransaction,
                false,
                isDown(file),
                isDown(file) ? null : isReversible(file),
                statements);
    }

    /** What a rule asks of them; whether their values make sense is for the runner to say. */
    private static Metadata metadata(SqlScript script) {
        Metadata metadata = Metadata.none();
        for (Directive directive : script.directives()) {
            boolean isTrue = directive.value().equals("true");
            metadata = switch (directive.key()) {
                case "breaking" -> metadata.breaking(isTrue);
                case "requires-downtime" -> metadata.requiresDowntime(isTrue);
                case "impacted-tables" ->
                    metadata.impactedTables(directive.values().toArray(new String[0]));
                default -> metadata;
            };
        }
        return metadata;
    }

    /** Whether a file beside it takes it back; null when its name doesn't tell its version, or it has none. */
    private static @Nullable Boolean isReversible(Path file) {
        MigrationId id = id(file);
        Path folder = file.toAbsolutePath().getParent();
        if (id == null || id.isRepeatable() || folder == null) {
            return null;
        }
        return Stream.of(folder, folder.resolve("rollback"))
                .filter(Files::isDirectory)
                .flatMap(around -> below(around).stream())
                .map(SqlFileName::find)
                .flatMap(Optional::stream)
                .anyMatch(
                        name -> name.role() == Role.DOWN && name.id().version().equals(id.version()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw MigrationException.failed("The file " + file + " can't be read", "it has to be UTF-8 text", e);
        }
    }
}
