package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Several instances at once on an empty database, in threads and in JVMs; then many on an up-to-date one. */
final class ContendScenario implements Scenario {
    static final Duration LONGEST = Duration.ofMinutes(2);

    private static final String TABLES = "select count(*) from pg_class where relkind = 'r' and relname ~ '^t[0-9]+$'";

    @Override
    public void run(Bench bench) throws Exception {
        int instances = bench.options().instances();
        for (int migrations : bench.options().migrations(List.of(50), List.of(10))) {
            Workload workload = bench.workload(migrations);
            measure(bench, "contend-threads/" + instances, Crowd::ofThreads, workload, inOneJvm(bench));
            measure(bench, "contend-jvms/" + instances, Crowd::ofJvms, workload, bench.tools());
            new UpToDateCrowd(bench, workload).measure(inOneJvm(bench));
        }
    }

    /** Without Liquibase: its lock service is one for all threads of a JVM, so they wait for each other to time out. */
    private static List<Tool> inOneJvm(Bench bench) {
        return bench.tools().stream()
                .filter(tool -> !tool.name().equals(Tools.LIQUIBASE))
                .toList();
    }

    /** Liquibase polls every ten seconds and so takes up to a minute; once will do. */
    private static boolean isSlow(Tool tool) {
        return tool.name().equals(Tools.LIQUIBASE);
    }

    private static void measure(Bench bench, String scenario, Crowd crowd, Workload workload, List<Tool> tools)
            throws Exception {
        Progress.say("%s", scenario);
        List<CrowdFigures> results = new ArrayList<>();
        for (Tool tool : tools) {
            results.add(new CrowdFigures(tool));
            if (!isSlow(tool) && !bench.options().quick()) {
                // Warms up; not counted.
                once(bench, crowd, workload, new CrowdFigures(tool));
            }
        }
        Rounds.rotate(results, bench.options().samples(5, 1), result -> {
            if (!isSlow(result.tool()) || result.isEmpty()) {
                once(bench, crowd, workload, result);
            }
        });
        results.forEach(result -> result.print(bench.figures(), scenario));
        bench.figures().ratios(scenario);
    }

    private static void once(Bench bench, Crowd crowd, Workload workload, CrowdFigures result) throws Exception {
        Tool tool = result.tool();
        Database database = bench.server().create();
        bench.quiet().await();
        Together end = crowd.start(bench.options().instances(), tool, workload, database);
        for (String error : end.errors()) {
            Progress.say("%s: %s", tool.name(), error);
        }
        result.add(end, onceEach(tool, workload, database));
    }

    private static boolean onceEach(Tool tool, Workload workload, Database database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            row.next();
            long tables = row.getLong(1);
            long recorded = tool.recorded(connection);
            boolean right = tables == workload.count() && recorded == workload.count();
            if (!right) {
                Progress.say(
                        "%s: %d tables and %d history rows, not %d", tool.name(), tables, recorded, workload.count());
            }
            return right;
        }
    }
}
