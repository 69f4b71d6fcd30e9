package io.upshift.testkit.contract;

import io.upshift.Action;
import io.upshift.Direction;
import io.upshift.Entry;
import io.upshift.History;
import io.upshift.Journal;
import io.upshift.Kind;
import io.upshift.MigrationId;
import io.upshift.Service;
import io.upshift.State;
import io.upshift.Target;
import io.upshift.TargetConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of a service: a connection to the store, and the run lock while it has it. */
final class Instance<S> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instance.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final String service;
    private final TargetConnection<S> connection;
    private @Nullable Journal<S> journal;

    Instance(String name, Target<S> target) {
        this(name, target, "contract");
    }

    Instance(String name, Target<S> target, String service) {
        this.name = name;
        this.service = service;
        this.connection = target.connect(new Service(service, "1"));
    }

    /** Tries once. */
    boolean locks() {
        Optional<Journal<S>> taken = connection.tryLock(name, (statement, took) -> {});
        taken.ifPresent(held -> journal = held);
        return taken.isPresent();
    }

    /** Tries until it has the lock, as a run does. */
    Instance<S> locked() throws InterruptedException {
        long begun = System.nanoTime();
        while (!locks()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new AssertionError("The run lock is free, and " + name + " doesn't get it within " + PATIENCE);
            }
            Thread.sleep(20);
        }
        return this;
    }

    /** Commits a change together with an entry of the given migration. */
    void commits(String migration, @Nullable Action<S> change) throws Exception {
        journal().commit(List.of(work(migration, change)));
    }

    Journal.Work<S> work(String migration, @Nullable Action<S> change) {
        return new Journal.Work<>(draft(migration), change);
    }

    private Entry.Draft draft(String migration) {
        MigrationId id = MigrationId.parse(migration);
        return new Entry.Draft(
                service,
                id,
                id.description(),
                Kind.TRANSACTIONAL,
                Direction.UP,
                null,
                0,
                1,
                State.APPLIED,
                "1:é",
                false,
                "drop \"x\";\n-- 'ünï' \\ %",
                "1",
                "tester",
                "localhost",
                null);
    }

    void releases(@Nullable String fingerprint) {
        journal().release(fingerprint);
    }

    /** The same for one that has lost the lock: it may notice and say so, or not. */
    void triesToRelease(@Nullable String fingerprint) {
        try {
            releases(fingerprint);
        } catch (RuntimeException e) {
            LOG.debug("{} has noticed that it lost the run lock", name, e);
        }
    }

    Journal<S> journal() {
        if (journal == null) {
            throw new AssertionError(name + " doesn't have the run lock");
        }
        return journal;
    }

    History history() {
        return connection.history(History.READ_ALL);
    }

    List<String> migrations() {
        return history().entries().stream().map(entry -> entry.id().toString()).toList();
    }

    boolean isCurrent(String fingerprint) {
        return connection.history(fingerprint).isCurrent();
    }

    @Override
    public void close() {
        connection.close();
    }
}
