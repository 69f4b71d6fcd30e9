package io.upshift.examples.spring;

import io.upshift.MigrationException;
import io.upshift.MigrationRunner;
import io.upshift.StartupMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the schema up when the service starts, and the batches beside it; stops them when the service stops.
 *
 * <p>In every mode but {@code background} nothing that needs the database is made before the schema is ready, see
 * {@link MigrationsBeforeJpa}. In the mode {@code background} the service answers its probes at once, and is ready later.
 */
class MigrationsAtStart implements InitializingBean, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MigrationsAtStart.class);
    private static final long STOP_MS = 20_000;

    private final MigrationRunner<?> schema;
    private final MigrationRunner<?> everything;
    private final StartupMode mode;
    private final MigrationState state;
    private final Thread work = new Thread(this::migrate, "migrations");

    /**
     * @param schema leaves work in batches
     * @param everything does it as well
     */
    MigrationsAtStart(
            MigrationRunner<?> schema, MigrationRunner<?> everything, StartupMode mode, MigrationState state) {
        this.schema = schema;
        this.everything = everything;
        this.mode = mode;
        this.state = state;
    }

    @Override
    public void afterPropertiesSet() {
        if (mode != StartupMode.BACKGROUND) {
            schema.start().join();
            state.ready();
        }
    }

    @Override
    public void start() {
        if (mode == StartupMode.MIGRATE || mode == StartupMode.BACKGROUND) {
            work.setDaemon(true);
            work.start();
        }
    }

    private void migrate() {
        try {
            everything.migrate();
            state.ready();
        } catch (MigrationException e) {
            if (Thread.currentThread().isInterrupted()) {
                log.info("Stopped after the current batch; another instance, or the next start, goes on");
            } else {
                log.error("{}", e.getMessage());
                state.failed(e.getMessage());
            }
        }
    }

    /** An interrupted run commits its current batch with the checkpoint, and ends. */
    @Override
    public void stop() {
        work.interrupt();
        try {
            work.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return work.isAlive();
    }
}
