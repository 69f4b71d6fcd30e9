package io.upshift.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Sixteen clients that insert, update, upsert and delete single rows, as fast as they are answered. */
final class Writers {
    private static final int THREADS = 16;
    private static final long OWN = 1_000_000_000L;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> running = new ArrayList<>();
    private final LongAdder done = new LongAdder();
    private final ReentrantReadWriteLock deploy = new ReentrantReadWriteLock();
    private final int rows;
    private final long begun = System.nanoTime();
    private List<String> columns = List.of("name");
    private volatile boolean isOver;

    private Writers(int rows) {
        this.rows = rows;
    }

    static Writers start(Database database, int rows) {
        Writers writers = new Writers(rows);
        for (int i = 1; i <= THREADS; i++) {
            long first = i * OWN;
            writers.running.add(writers.threads.submit(() -> {
                try (Connection connection = database.connect()) {
                    writers.write(connection, first);
                }
                return null;
            }));
        }
        return writers;
    }

    /** From now on these columns are written, and no other; the empty name stops everybody. */
    void write(String... names) {
        deploy.writeLock().lock();
        try {
            columns = List.of(names);
        } finally {
            deploy.writeLock().unlock();
        }
    }

    /** @return operations a second */
    double stop() throws Exception {
        isOver = true;
        double perSecond = done.sum() * 1e9 / (System.nanoTime() - begun);
        try {
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A writer failed", e.getCause());
        } finally {
            threads.shutdown();
        }
        return perSecond;
    }

    private void write(Connection connection, long first) throws SQLException, InterruptedException {
        long next = first;
        while (!isOver) {
            deploy.readLock().lock();
            try {
                String column = columns.get(ThreadLocalRandom.current().nextInt(columns.size()));
                if (!column.isEmpty()) {
                    next = one(connection, column, next);
                    done.increment();
                    continue;
                }
            } finally {
                deploy.readLock().unlock();
            }
            Thread.sleep(1);
        }
    }

    private long one(Connection connection, String column, long next) throws SQLException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long any = 1L + random.nextInt(rows);
        String value = random.nextInt(10) == 0 ? null : "v" + random.nextInt(1_000_000);
        switch (random.nextInt(4)) {
            case 0 -> run(connection, "insert into big (" + column + ", id, pad) values (?, ?, 'p')", value, next);
            case 1 ->
                run(
                        connection,
                        "insert into big (" + column + ", id, pad) values (?, ?, 'p') on conflict (id) do update set "
                                + column + " = excluded." + column,
                        value,
                        any);
            case 2 -> delete(connection, next - 1);
            default -> run(connection, "update big set " + column + " = ? where id = ?", value, any);
        }
        return next + 1;
    }

    private static void delete(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from big where id = ?")) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    private static void run(Connection connection, String sql, @Nullable String value, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }
}
