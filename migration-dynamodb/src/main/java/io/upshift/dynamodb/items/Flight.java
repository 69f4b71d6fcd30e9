package io.upshift.dynamodb.items;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many calls each worker of this process has under way: fewer as soon as the service throttles, and one more with
 * every batch that it doesn't. Thread-safe.
 */
final class Flight {
    private static final long BETWEEN_DECREASES_NANOS = Duration.ofMillis(500).toNanos();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "upshift-items");
        thread.setDaemon(true);
        return thread;
    });

    private final int most;
    private double now;
    private long lastDecrease = System.nanoTime() - BETWEEN_DECREASES_NANOS;

    /**
     * One call's work.
     *
     * @param <T> what it is about
     */
    interface Task<T> {
        void run(T one) throws Exception;
    }

    Flight(int most) {
        this.most = most;
        this.now = most;
    }

    synchronized int size() {
        return (int) now;
    }

    synchronized void throttled() {
        long nanos = System.nanoTime();
        if (nanos - lastDecrease > BETWEEN_DECREASES_NANOS) {
            now = Math.max(1, now / 2);
            lastDecrease = nanos;
        }
    }

    synchronized void smooth() {
        now = Math.min(most, now + 1);
    }

    /** Returns when every task has ended; after a failure no other one is begun, and the ones under way are interrupted. */
    <T> void each(List<T> all, Task<T> task) throws Exception {
        int threads = Math.min(size(), all.size());
        Crew<T> crew = new Crew<>(all, task, threads - 1);
        for (int i = 1; i < threads; i++) {
            THREADS.execute(crew);
        }
        crew.work();
        crew.await();
        crew.rethrow();
    }

    private static final class Crew<T> implements Runnable {
        private final List<T> all;
        private final Task<T> task;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch ended;
        private final Set<Thread> atWork = new HashSet<>();
        private volatile @Nullable Throwable failure;

        Crew(List<T> all, Task<T> task, int others) {
            this.all = all;
            this.task = task;
            this.ended = new CountDownLatch(Math.max(0, others));
        }

        @Override
        public void run() {
            synchronized (atWork) {
                atWork.add(Thread.currentThread());
            }
            try {
                work();
            } finally {
                synchronized (atWork) {
                    atWork.remove(Thread.currentThread());
                    Thread.interrupted(); // of this crew's failure, and not of the next work of this thread
                }
                ended.countDown();
            }
        }

        void work() {
            try {
                for (int i = next.getAndIncrement(); i < all.size() && failure == null; i = next.getAndIncrement()) {
                    task.run(all.get(i));
                }
            } catch (Throwable e) {
                fail(e);
            }
        }

        private void fail(Throwable e) {
            synchronized (atWork) {
                if (failure == null) {
                    failure = e;
                    atWork.stream()
                            .filter(thread -> thread != Thread.currentThread())
                            .forEach(Thread::interrupt);
                }
            }
        }

        /** What is under way must not go on after the batch has ended, so an interrupt has to wait. */
        void await() {
            boolean interrupted = Thread.interrupted();
            while (true) {
                try {
                    ended.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    fail(e);
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void rethrow() throws Exception {
            Throwable e = failure;
            if (e instanceof Error error) {
                throw error;
            }
            if (e instanceof Exception exception) {
                throw exception;
            }
        }
    }
}
