package io.upshift.postgres.change;

import io.upshift.testkit.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Sixteen writers at once, whose code is old, new or both, as a rolling deploy has it. */
final class Load {
    static final int WRITERS = 16;

    private final List<Writer> writers = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final Map<Writer.Kind, LongAdder> done = new EnumMap<>(Writer.Kind.class);
    private final LongAdder changedRows = new LongAdder();
    private final ReentrantReadWriteLock deploy = new ReentrantReadWriteLock();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final long seed;
    private final long begun = System.nanoTime();
    private List<String> columns = List.of("name");
    private boolean isNewReadable;
    private volatile boolean isOver;

    private Load(long seed) {
        this.seed = seed;
        for (Writer.Kind kind : Writer.Kind.values()) {
            done.put(kind, new LongAdder());
        }
    }

    /** Only old code, until {@link #deploy}. */
    static Load start(Database database, long seed) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        source.setPrepareThreshold(1);
        Load load = new Load(seed);
        for (int i = 1; i <= WRITERS; i++) {
            Connection connection = source.getConnection();
            Writer writer = new Writer(connection, i, seed);
            Random random = new Random(seed - i);
            load.connections.add(connection);
            load.writers.add(writer);
            load.running.add(load.threads.submit(() -> {
                load.write(writer, random);
                return null;
            }));
        }
        return load;
    }

    /** Lets code with these names of the column run from now on; what ran before is through. */
    void deploy(boolean isNewReadable, String... columns) {
        deploy.writeLock().lock();
        try {
            this.columns = List.of(columns);
            this.isNewReadable = isNewReadable;
        } finally {
            deploy.writeLock().unlock();
        }
    }

    private void write(Writer writer, Random random) throws SQLException {
        while (!isOver) {
            deploy.readLock().lock();
            try {
                String column = columns.get(random.nextInt(columns.size()));
                String other = columns.size() == 2 ? "both" : null;
                boolean isReadable = column.equals("name") || isNewReadable;
                Objects.requireNonNull(done.get(writer.write(column, other, isReadable)))
                        .increment();
            } catch (SQLException e) {
                if (!Writer.isChangedRow(e)) {
                    throw e;
                }
                changedRows.increment();
            } finally {
                deploy.readLock().unlock();
            }
        }
    }

    /** Ends it; whatever went wrong for a writer is thrown. */
    void stop() throws Exception {
        isOver = true;
        try {
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("A writer failed, with the seed " + seed, e.getCause());
        } finally {
            threads.shutdown();
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    /** What every row has to hold. */
    Map<Long, @Nullable String> expected() {
        Map<Long, @Nullable String> expected = new HashMap<>();
        writers.forEach(writer -> expected.putAll(writer.rows()));
        return expected;
    }

    Map<Writer.Kind, LongAdder> done() {
        return done;
    }

    /** How often a client was told that its prepared statement returns other columns now. */
    long changedRows() {
        return changedRows.sum();
    }

    double perSecond() {
        return done.values().stream().mapToLong(LongAdder::sum).sum() * 1e9 / (System.nanoTime() - begun);
    }
}
