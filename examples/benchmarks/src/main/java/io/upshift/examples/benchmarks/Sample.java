package io.upshift.examples.benchmarks;

/** One measurement: the time that passed, and the CPU time of this JVM's Java threads. */
record Sample(double ms, double cpuMs) {

    static Sample of(Work work) throws Exception {
        ClientCpu cpu = ClientCpu.start();
        long start = System.nanoTime();
        work.run();
        long end = System.nanoTime();
        return new Sample((end - start) / 1e6, cpu.millis());
    }

    /** What is measured. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }
}
