package io.upshift.examples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** How fast Upshift is beside its peers and a floor without any of them; one figure a line on stdout. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = "Measures Upshift, its peers and a floor without any of them side by side.")
public final class Benchmarks implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(
            arity = "1..*",
            paramLabel = "SCENARIO",
            description = "noop, apply, contend, cold, locks, upcast, backfill or expand.")
    private List<String> scenarios = new ArrayList<>();

    @Mixin
    private Options options = new Options();

    private Benchmarks(PrintStream out) {
        this.out = out;
    }

    /** Measures, or is one of the instances that a measurement starts. */
    public static void main(String[] args) {
        PrintStream figures = System.out;
        System.setOut(System.err);
        prepareJvm();
        boolean instance = args.length > 0 && args[0].equals(Instance.COMMAND);
        System.exit(instance ? Instance.run(args, figures) : run(figures, args));
    }

    /** @return the exit code */
    static int run(PrintStream out, String... args) {
        return new CommandLine(new Benchmarks(out)).execute(args);
    }

    @Override
    public Integer call() throws Exception {
        List<Scenario> chosen = scenarios.stream().map(Scenario::named).toList();
        Path folder = Files.createTempDirectory("benchmarks");
        boolean database = chosen.stream().anyMatch(Scenario::needsServer);
        try (Server server = database ? server(options.url()) : Server.none()) {
            if (database) {
                Progress.say("server: %s", server.describe());
            }
            Bench bench = new Bench(options, server, new Figures(out), folder, new Quiet(options.quietWait()));
            for (Scenario scenario : chosen) {
                scenario.run(bench);
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private static Server server(@Nullable String url) {
        return url == null ? Server.embedded() : Server.at(url);
    }

    /** The pool tests no connection that was idle while the other tools had their turn. */
    private static void prepareJvm() {
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "3600000");
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
