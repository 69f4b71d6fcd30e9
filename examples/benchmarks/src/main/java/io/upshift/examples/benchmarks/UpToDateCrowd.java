package io.upshift.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Many instances on an up-to-date database beside a lone one: whether starts get into each other's way. */
final class UpToDateCrowd {
    private static final String SCENARIO = "contend-uptodate/";

    private final Bench bench;
    private final Workload workload;
    private final int instances;

    UpToDateCrowd(Bench bench, Workload workload) {
        this.bench = bench;
        this.workload = workload;
        this.instances = bench.options().upToDateInstances();
    }

    void measure(List<Tool> tools) throws Exception {
        for (Tool tool : tools) {
            Progress.say("%s%d: %s", SCENARIO, instances, tool.name());
            measure(tool);
        }
        bench.figures().ratios(SCENARIO + 1);
        bench.figures().ratios(SCENARIO + instances);
    }

    private void measure(Tool tool) throws Exception {
        Database database = bench.server().create();
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            subjects.add(Subject.upToDate(tool, workload, database));
        }
        subjects.get(0).warm(bench.options().warmUp());
        Samples lone = new Samples();
        Samples slowest = new Samples();
        bench.quiet().await();
        for (int i = 0; i < bench.options().samples(10, 2); i++) {
            lone.add(Sample.of(subjects.get(i % instances)::migrate));
            slowest.add(new Sample(Together.threads(works(subjects)).slowestMs(), 0));
        }
        bench.figures().times(SCENARIO + 1, tool.name(), lone);
        bench.figures().times(SCENARIO + instances, tool.name(), slowest);
        bench.figures().add(SCENARIO + instances, tool.name(), "ratio_to_lone", slowest.medianMs() / lone.medianMs());
        for (Subject subject : subjects) {
            subject.close();
        }
    }

    private static List<Sample.Work> works(List<Subject> subjects) {
        List<Sample.Work> works = new ArrayList<>();
        for (Subject subject : subjects) {
            works.add(subject::migrate);
        }
        return works;
    }
}
