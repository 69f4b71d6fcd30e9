package io.upshift.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What a start costs when nothing is pending, in a warm JVM. */
final class NoopScenario implements Scenario {

    @Override
    public void run(Bench bench) throws Exception {
        for (int applied : bench.options().applied(List.of(10, 100, 1000), List.of(10, 50))) {
            List<Subject> subjects = subjects(bench, applied);
            measure(bench, "noop/" + applied, subjects, Subject::migrate);
            measure(bench, "noop-construct/" + applied, subjects, Subject::constructAndMigrate);
            for (Subject subject : subjects) {
                subject.close();
            }
        }
    }

    private static List<Subject> subjects(Bench bench, int applied) throws Exception {
        Workload workload = bench.workload(applied);
        List<Subject> subjects = new ArrayList<>();
        for (Tool tool : bench.tools()) {
            Progress.say("noop: %s applies %d migrations and warms up", tool.name(), applied);
            Subject subject = Subject.upToDate(tool, workload, bench.server().create());
            subject.warm(bench.options().warmUp());
            subjects.add(subject);
        }
        return subjects;
    }

    private static void measure(Bench bench, String scenario, List<Subject> subjects, Subject.Call call)
            throws Exception {
        int samples = bench.options().samples(40, 5);
        Progress.say("%s: %d samples", scenario, samples);
        List<Contender<Subject>> contenders = Contender.of(subjects);
        bench.quiet().await();
        Rounds.rotate(contenders, samples, contender -> {
            Subject subject = contender.who();
            contender.times().add(Sample.of(() -> call.on(subject)));
        });
        for (Contender<Subject> contender : contenders) {
            report(bench.figures(), scenario, contender, call);
        }
        bench.figures().ratios(scenario);
    }

    private static void report(Figures figures, String scenario, Contender<Subject> contender, Subject.Call call)
            throws Exception {
        String tool = contender.who().tool().name();
        figures.times(scenario, tool, contender.times());
        figures.add(scenario, tool, "client_cpu_ms", contender.times().medianCpuMs());
        figures.traffic(scenario, tool, contender.who().traffic(call), 1);
    }
}
