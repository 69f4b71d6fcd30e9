package io.upshift;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Brings a service's migrations to several stores as one plan, one store after the other, and takes them back.
 *
 * <p>The stores come in the order in which they were given. A migration may depend on one of another store
 * ({@code dependsOn("postgresql:1709123456789-AddOrderTags")}); it waits for that one, and a store whose migrations waited
 * gets another turn. What is refused in any store, by its checks or its history, is refused before the first one is
 * changed.
 *
 * <p>Nothing spans the stores: each commits by itself, under its own run lock. After a failure, or when the process is
 * killed between two of them, the ones before are migrated and the ones behind are not; the failure says which is where,
 * and a rerun goes on from there. With nothing to do, {@link #migrate} costs one statement a store. Immutable and
 * thread-safe; any number of instances may run at the same time.
 */
public final class MigrationCoordinator implements Migrations {
    private final Stores stores;

    private MigrationCoordinator(Stores stores) {
        this.stores = stores;
    }

    /** Starts a coordinator; its runners are those of the same service in the same version. */
    public static Builder of(String service, String version) {
        return new Builder(new Service(service, version));
    }

    @Override
    public Plan plan() {
        List<Store.Pending> pending = stores.pending();
        List<Plan> plans = pending.stream().allMatch(store -> store.plan().isEmpty())
                ? pending.stream().map(Store.Pending::plan).toList()
                : stores.plans(pending, new DependenciesElsewhere(stores.all()));
        return Plan.over(stores.service(), Direction.UP, plans).calling(stores.calls());
    }

    @Override
    public Report migrate() {
        return new CoordinatedRun(stores).run(true, null);
    }

    @Override
    public Report tryMigrate() {
        return new CoordinatedRun(stores).run(false, null);
    }

    @Override
    public Report migrateOrCompensate(Predicate<Plan> confirmation) {
        return new CoordinatedRun(stores).run(true, confirmation);
    }

    /** {@inheritDoc} Over all stores: what was applied last, wherever that was, goes first. */
    @Override
    public Plan planRevert(RevertTo to) {
        return new CoordinatedRevert(stores).plan(to);
    }

    /** {@inheritDoc} A version that is applied in several stores is named with its store, {@code postgresql:1709123456789}. */
    @Override
    public Report revert(RevertTo to, Predicate<Plan> confirmation) {
        return new CoordinatedRevert(stores).run(to, confirmation);
    }

    @Override
    public Status status() {
        List<Status> statuses = new ArrayList<>();
        stores.all().forEach(store -> statuses.add(store.status()));
        return Status.over(stores.service(), statuses);
    }

    @Override
    public List<String> validate() {
        List<String> problems = new ArrayList<>();
        for (Store<?> store : stores.all()) {
            store.validate().forEach(problem -> problems.add(store.target() + ": " + problem));
        }
        return problems;
    }

    @Override
    public List<String> unmetExpectations() {
        List<String> unmet = new ArrayList<>();
        stores.all().forEach(store -> unmet.addAll(store.wiring().safeguards().unmet()));
        unmet.addAll(stores.guards().unmet());
        return unmet;
    }

    @Override
    public boolean isExpecting() {
        return Stream.concat(
                        stores.all().stream().map(store -> store.wiring().safeguards()), Stream.of(stores.guards()))
                .anyMatch(guards -> !guards.expectations().isEmpty());
    }

    @Override
    public SchemaSnapshot schema() {
        SortedMap<String, Schema> schemas = new TreeMap<>();
        stores.all().forEach(store -> schemas.put(store.name(), store.wiring().schema()));
        return new SchemaSnapshot(schemas);
    }

    /** Its stores' names, in order. */
    public List<String> stores() {
        List<String> names = new ArrayList<>();
        stores.all().forEach(store -> names.add(store.name()));
        return names;
    }

    /**
     * The runner of one store, for what is done to a single one.
     *
     * @throws MigrationException with the reason {@code USAGE} when no store has this name
     */
    public MigrationRunner<?> store(String name) {
        for (Store<?> store : stores.all()) {
            if (store.name().equals(name)) {
                return MigrationRunner.of(store.wiring());
            }
        }
        throw MigrationException.usage("There is no store " + name, "use one of " + String.join(", ", stores()));
    }

    /** Collects the stores. Not thread-safe. */
    public static final class Builder {
        private final Service service;
        private final List<Store<?>> stores = new ArrayList<>();
        private final List<Backup> backups = new ArrayList<>();
        private final List<Verification> verifications = new ArrayList<>();
        private final List<RunListener> listeners = new ArrayList<>();

        private Builder(Service service) {
            this.service = service;
        }

        /** Adds a store after those before, named after its kind, such as {@code postgresql}. */
        public Builder then(MigrationRunner<?> runner) {
            return then(runner.wiring().target().kind(), runner);
        }

        /**
         * Adds a store after those before.
         *
         * @param name lower-case letters, digits and underscores, unlike the others'
         */
        public Builder then(String name, MigrationRunner<?> runner) {
            stores.add(new Store<>(name, runner.wiring()));
            return this;
        }

        /**
         * Adds a backup of all stores, taken once in a run before the first change in any of them; {@link Backup#all} makes
         * one of several.
         */
        public Builder backup(Backup backup) {
            backups.add(backup);
            return this;
        }

        /** Adds a check of the stores after one of them was changed. */
        public Builder verification(Verification verification) {
            verifications.add(verification);
            return this;
        }

        /** Adds a watcher of whole runs; the runners' own watch their store's part. */
        public Builder listener(RunListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Puts the coordinator together; nothing is read from the stores yet.
         *
         * @throws MigrationException when there is no store, two have the same name, or one is another service's
         */
        public MigrationCoordinator build() {
            List<String> wrong = new ArrayList<>();
            if (stores.isEmpty()) {
                wrong.add("it has no store");
            }
            for (int i = 0; i < stores.size(); i++) {
                wrong(stores.get(i), stores.subList(0, i), wrong);
            }
            if (!wrong.isEmpty()) {
                throw MigrationException.usage(
                        "The coordinator of " + service.name() + " can't be made: " + String.join("; ", wrong),
                        "give it the runners of one service, such as .then(\"events\", runner)");
            }
            Safeguards<Object> guards =
                    new Safeguards<>(List.of(), plan -> List.of(), backups, verifications, List.of());
            return new MigrationCoordinator(new Stores(service, stores, guards, new Events(List.copyOf(listeners))));
        }

        private void wrong(Store<?> store, List<Store<?>> before, List<String> wrong) {
            if (!QualifiedId.isStore(store.name())) {
                wrong.add("'" + store.name() + "' is no name of a store");
            }
            if (before.stream().anyMatch(other -> Objects.equals(other.name(), store.name()))) {
                wrong.add("two stores are named " + store.name());
            }
            Service runs = store.wiring().service();
            if (!runs.equals(service)) {
                wrong.add(store.name() + " is of " + runs.name() + " " + runs.version() + ", not of " + service.name()
                        + " " + service.version());
            }
        }
    }
}
