package io.upshift.examples.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the first start of a new JVM pays when nothing is pending and its pool is open: construct and migrate. */
final class ColdScenario implements Scenario {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public void run(Bench bench) throws Exception {
        for (int applied : bench.options().applied(List.of(100), List.of(20))) {
            measure(bench, "cold/" + applied, bench.workload(applied));
        }
    }

    private static void measure(Bench bench, String scenario, Workload workload) throws Exception {
        int samples = bench.options().samples(7, 2);
        Progress.say("%s: %d samples", scenario, samples);
        List<ColdStart> starts = new ArrayList<>();
        for (Tool tool : bench.tools()) {
            Subject subject = Subject.upToDate(tool, workload, bench.server().create());
            starts.add(new ColdStart(subject, new Samples(), new ArrayList<>()));
            // Brings the files into the page cache; not counted.
            first(bench, subject, workload);
        }
        Rounds.rotate(starts, samples, start -> start.add(first(bench, start.subject, workload)));
        for (ColdStart start : starts) {
            start.print(bench.figures(), scenario);
            start.subject.close();
        }
        bench.figures().ratios(scenario);
    }

    private static InstanceEnd first(Bench bench, Subject subject, Workload workload) throws Exception {
        try (InstanceProcess instance = InstanceProcess.start(subject.tool(), workload, subject.database())) {
            instance.awaitReady();
            bench.quiet().await();
            instance.release();
            InstanceEnd end = instance.end(LONGEST);
            if (!end.error().isEmpty()) {
                throw new IllegalStateException(subject.tool().name() + ": " + end.error());
            }
            return end;
        }
    }

    private record ColdStart(Subject subject, Samples times, List<Long> classes) {
        void add(InstanceEnd end) {
            times.add(end.sample());
            classes.add(end.classes());
        }

        void print(Figures figures, String scenario) {
            String tool = subject.tool().name();
            figures.times(scenario, tool, times);
            figures.add(scenario, tool, "client_cpu_ms", times.medianCpuMs());
            figures.add(
                    scenario,
                    tool,
                    "classes",
                    classes.stream().sorted().toList().get(classes.size() / 2));
        }
    }
}
