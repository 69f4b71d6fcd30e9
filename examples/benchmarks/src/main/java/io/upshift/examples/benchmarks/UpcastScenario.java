package io.upshift.examples.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What it costs to read a stored event as its current version, by JMH with its own JVMs.
 *
 * <p>Figures are named {@code upcast/<to>/<bytes>/<hits>/<steps>}, and {@code upcast-others/…/<others>} where a thousand
 * upcasters are there for types that no event has.
 */
final class UpcastScenario implements Scenario {
    private static final List<String> TOOLS = List.of("floor", "upshift-functions", "upshift-fields", "axon");
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Override
    public boolean needsServer() {
        return false;
    }

    @Override
    public void run(Bench bench) throws Exception {
        Options options = bench.options();
        ChainedOptionsBuilder plan = new OptionsBuilder()
                .include(UpcastBenchmark.class.getName() + (options.quick() ? ".toBytes" : ""))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .param("tool", options.only(TOOLS))
                .forks(options.quick() ? 1 : 3)
                .warmupIterations(options.quick() ? 1 : 3)
                .warmupTime(TimeValue.milliseconds(options.quick() ? 200 : 1000))
                .measurementIterations(options.samples(5, 1))
                .measurementTime(TimeValue.milliseconds(options.quick() ? 200 : 500));
        bench.quiet().await();
        report(bench.figures(), "upcast", new Runner(grid(plan, options.quick()).build()).run());
        if (!options.quick()) {
            plan = plan.param("hits", "all", "none")
                    .param("bytes", "220")
                    .param("steps", "1")
                    .param("others", "1000");
            report(bench.figures(), "upcast-others", new Runner(plan.build()).run());
        }
    }

    private static ChainedOptionsBuilder grid(ChainedOptionsBuilder plan, boolean quick) {
        return quick
                ? plan.param("bytes", "220").param("steps", "3").param("hits", "all", "none")
                : plan.param("bytes", "220", "2048")
                        .param("steps", "1", "10", "50")
                        .param("hits", "all", "half", "none");
    }

    private static void report(Figures figures, String scenario, Collection<RunResult> results) {
        List<String> named = new ArrayList<>();
        for (RunResult result : results) {
            String name = name(scenario, result);
            String tool = result.getParams().getParam("tool");
            Map<String, ? extends Result<?>> secondary = secondary(result);
            figures.ns(name, tool, result.getPrimaryResult().getScore());
            secondary.forEach((key, value) -> {
                if (key.endsWith(ALLOCATED)) {
                    figures.add(name, tool, "bytes_per_event", value.getScore());
                }
            });
            if (!named.contains(name)) {
                named.add(name);
            }
        }
        named.forEach(figures::ratios);
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // JMH's are raw
    private static Map<String, ? extends Result<?>> secondary(RunResult result) {
        return (Map) result.getSecondaryResults();
    }

    private static String name(String scenario, RunResult result) {
        var params = result.getParams();
        String to = params.getBenchmark().endsWith("toBytes") ? "bytes" : "object";
        String last = scenario.equals("upcast") ? params.getParam("steps") : params.getParam("others");
        return String.join("/", scenario, to, params.getParam("bytes"), params.getParam("hits"), last);
    }
}
