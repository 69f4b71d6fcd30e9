package io.upshift.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;

/** A tool on an up-to-date database of its own. */
final class Subject implements AutoCloseable {
    private static final int LEAST_CALLS = 10;

    private final Tool tool;
    private final Workload workload;
    private final Database database;
    private final HikariDataSource pool;
    private final Built built;

    private Subject(Tool tool, Workload workload, Database database, HikariDataSource pool, Built built) {
        this.tool = tool;
        this.workload = workload;
        this.database = database;
        this.pool = pool;
        this.built = built;
    }

    static Subject upToDate(Tool tool, Workload workload, Database database) throws Exception {
        Subject subject = open(tool, workload, database);
        subject.migrate();
        return subject;
    }

    private static Subject open(Tool tool, Workload workload, Database database) throws Exception {
        HikariDataSource pool = database.pool();
        return new Subject(tool, workload, database, pool, tool.build(workload, pool));
    }

    Tool tool() {
        return tool;
    }

    Database database() {
        return database;
    }

    void migrate() throws Exception {
        built.migrate();
    }

    void constructAndMigrate() throws Exception {
        try (Built another = tool.build(workload, pool)) {
            another.migrate();
        }
    }

    void warm(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        for (int calls = 0; calls < LEAST_CALLS || System.nanoTime() < end; calls++) {
            migrate();
            constructAndMigrate();
        }
    }

    /** What one call sends, seen from between it and the server; the second of two, as in a warm JVM. */
    Traffic traffic(Call call) throws Exception {
        try (CountingProxy proxy = CountingProxy.to(database.host(), database.port());
                Subject seen = open(tool, workload, database.through(proxy))) {
            call.on(seen);
            Traffic before = proxy.traffic();
            call.on(seen);
            return proxy.traffic().since(before);
        }
    }

    @Override
    public void close() throws SQLException {
        built.close();
        pool.close();
    }

    /** One of the calls above. */
    @FunctionalInterface
    interface Call {
        void on(Subject subject) throws Exception;
    }
}
