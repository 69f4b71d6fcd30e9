package io.upshift.examples.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/** CPU time of all Java threads since a moment: the caller's and those of helpers, not the compiler's or collector's. */
final class ClientCpu {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Map<Long, Long> before;

    private ClientCpu(Map<Long, Long> before) {
        this.before = before;
    }

    static ClientCpu start() {
        return new ClientCpu(now());
    }

    /** What the threads that live now have used; a thread that has ended in between isn't seen. */
    double millis() {
        long nanos = 0;
        for (Map.Entry<Long, Long> thread : now().entrySet()) {
            nanos += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return nanos / 1e6;
    }

    private static Map<Long, Long> now() {
        Map<Long, Long> used = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            used.put(id, Math.max(0, THREADS.getThreadCpuTime(id)));
        }
        return used;
    }
}
