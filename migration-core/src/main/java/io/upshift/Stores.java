package io.upshift;

import io.upshift.RunEvent.RunInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stores of a coordinator, in order, with what is around its runs.
 *
 * @param guards the coordinator's own
 */
record Stores(Service service, List<Store<?>> all, Safeguards<Object> guards, Events events) {
    Stores {
        all = List.copyOf(all);
    }

    List<Backup> backups() {
        return guards.backups();
    }

    RunInfo info(String command) {
        return new RunInfo(RunId.next(), command, service, target(), Instant.now(), Who.user() + "@" + Who.host());
    }

    String target() {
        return String.join(" + ", all.stream().map(Store::target).toList());
    }

    /** As parts of one run. */
    List<Store<?>> within(Preflight stores, List<Backup> common, RunListener listener) {
        List<Store<?>> within = new ArrayList<>();
        all.forEach(store -> within.add(store.within(stores, common, listener)));
        return within;
    }

    List<Store.Pending> pending() {
        List<Store.Pending> pending = new ArrayList<>();
        all.forEach(store -> pending.add(store.pending()));
        return pending;
    }

    /** What is pending in each, with what the checks say of it. */
    List<Plan> plans(List<Store.Pending> pending, DependenciesElsewhere dependencies) {
        List<Store<?>> within = within(plan -> List.of(), List.of(), event -> {});
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < within.size(); i++) {
            plans.add(within.get(i).checked(pending.get(i).plan()));
        }
        return dependencies.settled(plans);
    }

    /** What the coordinator's own backups and listeners ask of services outside the stores. */
    Stream<RemoteCall> calls() {
        return Stream.concat(guards.calls(), events.calls());
    }

    boolean dependOnEachOther() {
        return all.stream()
                .anyMatch(store -> store.wiring().catalogue().declared().stream()
                        .anyMatch(migration ->
                                !migration.metadata().dependsOnElsewhere().isEmpty()));
    }

    void verify(Direction direction) {
        guards.verify(service, target(), direction);
    }
}
