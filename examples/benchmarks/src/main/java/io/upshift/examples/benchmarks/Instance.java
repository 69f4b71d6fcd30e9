package io.upshift.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One instance of a service in a JVM of its own: opens its pool, waits for the word, migrates, and tells how it went. */
final class Instance {
    static final String COMMAND = "instance";
    static final String URL = "BENCHMARKS_URL";
    static final String READY = "ready";

    private Instance() {}

    /** @param args the command, the tool's name, the number of migrations and the folder of their files */
    static int run(String[] args, PrintStream out) {
        Workload workload = new Workload(Integer.parseInt(args[2]), Path.of(args[3]));
        try (HikariDataSource pool = Database.at(System.getenv(URL)).pool()) {
            // What measures is loaded before, so that it isn't measured.
            ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
            Sample.of(() -> {});
            InstanceEnd.nowMicros();
            out.println(READY);
            if (released()) {
                out.println(migrate(args[1], workload, pool).line());
            }
            return 0;
        } catch (Exception e) {
            out.println(InstanceEnd.failed(e).line());
            return 1;
        }
    }

    private static boolean released() throws IOException {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine() != null;
    }

    private static InstanceEnd migrate(String tool, Workload workload, HikariDataSource pool) throws Exception {
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        Sample.Work first = () -> {
            try (Built built = Tools.named(tool).build(workload, pool)) {
                built.migrate();
            }
        };
        long before = classes.getTotalLoadedClassCount();
        Sample sample = Sample.of(first);
        long ended = InstanceEnd.nowMicros();
        return new InstanceEnd(sample, classes.getTotalLoadedClassCount() - before, ended, "");
    }
}
