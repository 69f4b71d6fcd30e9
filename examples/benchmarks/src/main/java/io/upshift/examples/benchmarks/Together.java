package io.upshift.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many at once.
 *
 * @param wallMs from the release to the last one's end
 * @param slowestMs what the slowest one took, from its own start
 * @param errors what those said that failed
 */
record Together(double wallMs, double slowestMs, List<String> errors) {

    /** Runs each in a thread of its own; all are released at the same moment. */
    static Together threads(List<Sample.Work> works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            CountDownLatch ready = new CountDownLatch(works.size());
            CountDownLatch release = new CountDownLatch(1);
            List<Future<End>> ends = new ArrayList<>();
            for (Sample.Work work : works) {
                ends.add(threads.submit(() -> {
                    ready.countDown();
                    release.await();
                    return End.of(work);
                }));
            }
            ready.await();
            long released = System.nanoTime();
            release.countDown();
            return gather(released, ends);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Together gather(long released, List<Future<End>> ends) throws Exception {
        long last = released;
        long slowest = 0;
        List<String> errors = new ArrayList<>();
        for (Future<End> future : ends) {
            End end = future.get();
            last = Math.max(last, end.ended);
            slowest = Math.max(slowest, end.ended - end.began);
            if (!end.error.isEmpty()) {
                errors.add(end.error);
            }
        }
        return new Together((last - released) / 1e6, slowest / 1e6, errors);
    }

    private record End(long began, long ended, String error) {
        static End of(Sample.Work work) {
            long began = System.nanoTime();
            String error = "";
            try {
                work.run();
            } catch (Exception e) {
                error = e.toString();
            }
            return new End(began, System.nanoTime(), error);
        }
    }
}
