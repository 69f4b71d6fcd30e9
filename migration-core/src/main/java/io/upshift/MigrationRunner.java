package io.upshift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings a service's migrations to one store, and takes them back.
 *
 * <p>Immutable and thread-safe; build it once. Any number of instances of a service may run at the same time: one does
 * the work, the others wait for it. With nothing to do, {@link #migrate} costs one statement and takes no lock. A run
 * that was killed anywhere is repaired by running again.
 *
 * @param <S> the session that the migrations work with
 */
public final class MigrationRunner<S> {
    private final Wiring<S> wiring;

    private MigrationRunner(Wiring<S> wiring) {
        this.wiring = wiring;
    }

    /** Starts a runner for a store. */
    public static <S> Builder<S> on(Target<S> target) {
        return new Builder<>(target);
    }

    /** What {@link #migrate} would do now, and what the checks say of it; reads, and changes nothing. */
    public Plan plan() {
        try (TargetConnection<S> connection = wiring.connect()) {
            Plan plan = wiring.plan(Direction.UP, wiring.planner().pending(connection.history(History.READ_ALL)));
            return plan.isEmpty() ? plan : plan.with(Checks.findings(wiring, plan));
        }
    }

    /**
     * Applies everything that is pending, or waits for the instance that does.
     *
     * @return up to date or completed
     * @throws MigrationException unless the store is ready for this version of the service; its {@code report} tells how
     *     far the run came
     */
    public Report migrate() {
        return new MigrateRun<>(wiring, wiring.connect()).run(true);
    }

    /**
     * Like {@link #migrate}, without waiting for another instance.
     *
     * @return also {@link Report.HeldElsewhere}
     */
    public Report tryMigrate() {
        return new MigrateRun<>(wiring, wiring.connect()).run(false);
    }

    /** What {@link #revert} would do now; reads, and changes nothing. */
    public Plan planRevert(RevertTo to) {
        try (TargetConnection<S> connection = wiring.connect()) {
            return new RevertRun<>(wiring, connection).plan(to);
        }
    }

    /**
     * Takes migrations back, the last one first, and records that; nothing is deleted from the history.
     *
     * @param confirmation shown what would be taken back, with the lock held; false refuses, and nothing is changed
     * @throws MigrationException when one of them can't be reverted or is needed by one that would stay: then nothing is
     *     changed; or when a down fails: then the ones before it are reverted
     */
    public Report revert(RevertTo to, Predicate<Plan> confirmation) {
        try (TargetConnection<S> connection = wiring.connect()) {
            return new RevertRun<>(wiring, connection).run(to, confirmation);
        }
    }

    /**
     * Stops the work in batches of a migration after the current batch of each worker, in every instance; they wait until
     * {@link #resume}.
     *
     * @param id of the migration, or its version
     * @throws MigrationException when it has no batches under way
     */
    public void pause(String id) {
        new BatchCommand<>(wiring).send(id, BatchStore.Command.PAUSE);
    }

    /** Lets work in batches go on that was paused. See {@link #pause}. */
    public void resume(String id) {
        new BatchCommand<>(wiring).send(id, BatchStore.Command.RESUME);
    }

    /** Where every migration stands. */
    public Status status() {
        return new StatusReader<>(wiring).read();
    }

    /** How the store is: its history, and what its target can tell of it; reads, and changes nothing. */
    public Health health() {
        Health health = wiring.target() instanceof Examinable<S> examinable
                ? examinable.examine()
                : new Health(new TreeMap<>(), List.of());
        return health.and(status());
    }

    /**
     * Checks the history: unchanged migrations, none missing, none out of order, and a chain of entries without edits.
     *
     * @return everything that is wrong, in words; empty when nothing is
     */
    public List<String> validate() {
        return new StatusReader<>(wiring).validate();
    }

    /**
     * Records every declared migration up to a version as applied without running it, for a store that has it already.
     *
     * @param version of a declared migration, or its whole id
     * @throws MigrationException when the service already has a history on this store
     */
    public Report baseline(String version) {
        try (TargetConnection<S> connection = wiring.connect()) {
            return new BaselineRun<>(wiring, connection).run(version);
        }
    }

    /**
     * Records what another tool has applied as applied, in its order, without running anything.
     *
     * @throws MigrationException when the service already has a history on this store
     */
    public Report adopt(Collection<Adopted> adopted) {
        try (TargetConnection<S> connection = wiring.connect()) {
            return new BaselineRun<>(wiring, connection).run(adopted);
        }
    }

    /**
     * Does what the setting {@code startup-mode} says.
     *
     * @return done already, except in the mode {@link StartupMode#BACKGROUND}
     * @throws MigrationException unless the store is ready, except in the mode {@link StartupMode#BACKGROUND}
     */
    public CompletableFuture<Report> start() {
        return new Startup<>(wiring, this).start(wiring.settings().startupMode());
    }

    /**
     * Records what each pending migration executes, up and down, by doing it: on a scratch store only.
     *
     * <p>Each migration goes up, down where it can, and up again, so the store ends with everything applied.
     */
    public RecordedPlan record() {
        return new PlanRecorder<>(wiring).checked();
    }

    /**
     * Carries every migration out on a new scratch store, which is removed afterwards, and tells what each statement did.
     *
     * <p>The store itself is not touched.
     *
     * @throws MigrationException when the target has no scratch server, or a migration fails
     */
    public RecordedPlan trace() {
        try (ScratchStore<S> scratch = wiring.rehearsable().scratch()) {
            return new PlanRecorder<>(wiring.on(scratch.target())).record();
        }
    }

    /**
     * Tries out what is pending, on a new scratch store with the schema of this one, and tells what it changed.
     *
     * <p>Reads this store, and changes nothing in it; the scratch store is removed afterwards.
     *
     * @throws MigrationException when the target has no scratch server
     */
    public DryRun dryRun() {
        return new DryRunner<>(wiring).onScratch();
    }

    /**
     * Tries out what is pending on this store itself, in one transaction that is rolled back; writes no history.
     *
     * <p>Only for what the recorded plan shows to scan, rewrite and build nothing; each statement may take 200 ms. What no
     * rollback takes back, such as a sequence's next value, stays.
     *
     * @throws MigrationException when something is pending that may take longer, or that can't be rolled back
     */
    public DryRun dryRunOnLive() {
        return new DryRunner<>(wiring).onLive();
    }

    /**
     * Collects what a runner needs. Not thread-safe.
     *
     * @param <S> the session that the migrations work with
     */
    public static final class Builder<S> {
        private final Target<S> target;
        private final List<MigrationSource<S>> sources = new ArrayList<>();
        private final List<Change<S>> added = new ArrayList<>();
        private final List<RunListener> listeners = new ArrayList<>();
        private final List<Preflight> preflights = new ArrayList<>();
        private final List<Backup> backups = new ArrayList<>();
        private final List<Verification> verifications = new ArrayList<>();
        private final List<HealthCheck<S>> throttles = new ArrayList<>();
        private @Nullable Service service;
        private @Nullable Settings settings;

        private Builder(Target<S> target) {
            this.target = target;
            listeners.add(new LogListener());
        }

        /** Names the service, its part of the history and its run lock; required. */
        public Builder<S> service(String name, String version) {
            service = new Service(name, version);
            return this;
        }

        /** Adds migrations that the service made itself. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder<S> add(Change<S>... changes) {
            added.addAll(List.of(changes));
            return this;
        }

        /** Adds migrations from somewhere else, such as SQL files. */
        public Builder<S> from(MigrationSource<S> source) {
            sources.add(source);
            return this;
        }

        /** Adds every migration class in a package, made by its constructor without parameters. */
        public Builder<S> discover(Package inPackage) {
            return discover(inPackage, Discovery::byConstructor);
        }

        /**
         * Adds every migration class in a package.
         *
         * @param factory makes an instance, such as the service's own dependency injection
         */
        public Builder<S> discover(Package inPackage, Function<Class<?>, Object> factory) {
            sources.add(new Discovery<>(inPackage.getName(), factory));
            return this;
        }

        /** Adds a watcher; a log is kept in any case. */
        public Builder<S> listener(RunListener listener) {
            listeners.add(listener);
            return this;
        }

        /** Adds a check of the plan before it is carried out. */
        public Builder<S> preflight(Preflight preflight) {
            preflights.add(preflight);
            return this;
        }

        /** Adds a backup to take before anything is changed. */
        public Builder<S> backup(Backup backup) {
            backups.add(backup);
            return this;
        }

        /** Adds a check of the store after something was changed, with the run lock given back. */
        public Builder<S> verification(Verification verification) {
            verifications.add(verification);
            return this;
        }

        /** Adds a check that slows work in batches down, beside those of the target. */
        public Builder<S> throttle(HealthCheck<S> check) {
            throttles.add(check);
            return this;
        }

        /** How the runner behaves; {@link Settings#fromEnvironment} unless given. */
        public Builder<S> settings(Settings settings) {
            this.settings = settings;
            return this;
        }

        /**
         * Puts the runner together; nothing is read from the store yet.
         *
         * @throws MigrationException when the service has no name or a setting makes no sense
         */
        public MigrationRunner<S> build() {
            if (service == null) {
                throw MigrationException.usage("The service has no name", "call .service(\"orders\", \"1.4.0\")");
            }
            Settings chosen = settings == null ? Settings.fromEnvironment() : settings;
            List<MigrationSource<S>> all = new ArrayList<>(sources);
            if (!added.isEmpty()) {
                all.add(new Instances<>(added));
            }
            List<Preflight> checks = new ArrayList<>(preflights);
            if (!chosen.runWindow().isEmpty()) {
                checks.add(RunWindow.parse(chosen.runWindow()));
            }
            RecordedPlanFile plan = RecordedPlanFile.on(Thread.currentThread().getContextClassLoader());
            Catalogue<S> catalogue = new Catalogue<>(service, all, plan, chosen);
            Planner<S> planner = new Planner<>(catalogue, service, chosen, target);
            return new MigrationRunner<>(new Wiring<>(
                    service,
                    target,
                    catalogue,
                    planner,
                    chosen,
                    new Safeguards<>(checks, backups, verifications, throttles),
                    new Events(List.copyOf(listeners))));
        }
    }
}
