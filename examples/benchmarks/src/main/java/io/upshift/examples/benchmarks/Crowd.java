package io.upshift.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Several instances of a service that start on one database at the same moment, each with a pool of its own. */
interface Crowd {
    Together start(int instances, Tool tool, Workload workload, Database database) throws Exception;

    /** Instances in threads of this JVM. */
    static Together ofThreads(int instances, Tool tool, Workload workload, Database database) throws Exception {
        List<HikariDataSource> pools = new ArrayList<>();
        List<Sample.Work> works = new ArrayList<>();
        try {
            for (int i = 0; i < instances; i++) {
                HikariDataSource pool = database.pool();
                pools.add(pool);
                works.add(() -> {
                    try (Built built = tool.build(workload, pool)) {
                        built.migrate();
                    }
                });
            }
            return Together.threads(works);
        } finally {
            pools.forEach(HikariDataSource::close);
        }
    }

    /** Instances in JVMs of their own, as pods are. */
    static Together ofJvms(int instances, Tool tool, Workload workload, Database database) throws Exception {
        List<InstanceProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < instances; i++) {
                processes.add(InstanceProcess.start(tool, workload, database));
            }
            for (InstanceProcess process : processes) {
                process.awaitReady();
            }
            Instant released = Instant.now();
            for (InstanceProcess process : processes) {
                process.release();
            }
            return gather(released, processes);
        } finally {
            processes.forEach(InstanceProcess::close);
        }
    }

    private static Together gather(Instant released, List<InstanceProcess> processes) throws Exception {
        Instant deadline = released.plus(ContendScenario.LONGEST);
        long last = 0;
        double slowest = 0;
        List<String> errors = new ArrayList<>();
        for (InstanceProcess process : processes) {
            Duration left = Duration.between(Instant.now(), deadline);
            InstanceEnd end = process.end(left.isNegative() ? Duration.ZERO : left);
            last = Math.max(last, end.endedMicros());
            slowest = Math.max(slowest, end.sample().ms());
            if (!end.error().isEmpty()) {
                errors.add(end.error());
            }
        }
        return new Together((last - InstanceEnd.micros(released)) / 1e3, slowest, errors);
    }
}
