package io.upshift.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;

/** What it costs to bring an empty database up to date: construct and migrate, each time in a new database. */
final class ApplyScenario implements Scenario {
    private static final int WARM_UP = 100;

    @Override
    public void run(Bench bench) throws Exception {
        List<Tool> tools = bench.tools(Tools.FOR_APPLY);
        warm(bench, tools);
        for (int migrations : bench.options().migrations(List.of(200, 1000), List.of(20))) {
            measure(bench, tools, bench.workload(migrations));
        }
    }

    private static void warm(Bench bench, List<Tool> tools) throws Exception {
        Workload workload = bench.workload(bench.options().quick() ? WARM_UP / 10 : WARM_UP);
        Progress.say("apply: warming up");
        Rounds.rotate(tools, bench.options().quick() ? 1 : 3, tool -> apply(bench, tool, workload));
    }

    private static void measure(Bench bench, List<Tool> tools, Workload workload) throws Exception {
        String scenario = "apply/" + workload.count();
        int samples = bench.options().samples(5, 2);
        Progress.say("%s: %d samples", scenario, samples);
        List<Contender<Tool>> contenders = Contender.of(tools);
        Rounds.rotate(contenders, samples, contender -> contender.times().add(apply(bench, contender.who(), workload)));
        for (Contender<Tool> contender : contenders) {
            String tool = contender.who().name();
            bench.figures().times(scenario, tool, contender.times());
            bench.figures()
                    .add(scenario, tool, "client_cpu_ms", contender.times().medianCpuMs());
            bench.figures().traffic(scenario, tool, traffic(bench, contender.who(), workload), workload.count());
        }
        bench.figures().ratios(scenario);
    }

    private static Sample apply(Bench bench, Tool tool, Workload workload) throws Exception {
        try (HikariDataSource pool = bench.server().create().pool()) {
            bench.quiet().await();
            return Sample.of(() -> constructAndMigrate(tool, workload, pool));
        }
    }

    private static Traffic traffic(Bench bench, Tool tool, Workload workload) throws Exception {
        Database database = bench.server().create();
        try (CountingProxy proxy = CountingProxy.to(database.host(), database.port());
                HikariDataSource pool = database.through(proxy).pool()) {
            Traffic before = proxy.traffic();
            constructAndMigrate(tool, workload, pool);
            return proxy.traffic().since(before);
        }
    }

    private static void constructAndMigrate(Tool tool, Workload workload, HikariDataSource pool) throws Exception {
        try (Built built = tool.build(workload, pool)) {
            built.migrate();
        }
    }
}
