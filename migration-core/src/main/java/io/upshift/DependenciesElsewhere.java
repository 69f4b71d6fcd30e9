package io.upshift;

import io.upshift.Preflight.Finding;
import io.upshift.Preflight.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What migrations of one store need of another's. */
final class DependenciesElsewhere {
    private static final String RULE = "depends-on-another-store";

    private final Map<String, Store<?>> stores = new LinkedHashMap<>();
    private final Map<QualifiedId, Metadata> declared = new LinkedHashMap<>();

    /** @throws MigrationException when a dependency leads nowhere or in a circle */
    DependenciesElsewhere(List<Store<?>> all) {
        all.forEach(store -> stores.put(store.name(), store));
        for (Store<?> store : all) {
            for (Declared<?> migration : store.wiring().catalogue().declared()) {
                declared.put(new QualifiedId(store.name(), migration.id()), migration.metadata());
            }
        }
        List<String> wrong = new ArrayList<>();
        declared.forEach((id, metadata) -> metadata.dependsOnElsewhere().forEach(needed -> lost(id, needed, wrong)));
        if (wrong.isEmpty()) {
            circles(wrong);
        }
        if (!wrong.isEmpty()) {
            throw MigrationException.refused(
                    "The migrations of the stores contradict each other",
                    String.join("; ", wrong),
                    "correct what they depend on");
        }
    }

    /** Of a runner that knows no other store: what can't be looked up is refused. */
    static List<Finding> unknown(Plan plan) {
        List<Finding> findings = new ArrayList<>();
        for (Plan.Item item : plan.items()) {
            for (QualifiedId needed : item.metadata().dependsOnElsewhere()) {
                findings.add(new Finding(
                        Severity.ERROR,
                        RULE,
                        item.id(),
                        "depends on " + needed + ", which is not in this store",
                        "run it with a MigrationCoordinator that has both stores"));
            }
        }
        return findings;
    }

    /** What waits, because what it needs is not applied in its store by now. */
    List<Finding> waiting(Plan plan) {
        return waiting(plan, needed -> !isApplied(needed));
    }

    /**
     * The checked plans of all stores, in order, with what waits because something in another store will still wait at the
     * end of the run.
     */
    List<Plan> settled(List<Plan> plans) {
        Set<QualifiedId> waiting = new HashSet<>();
        int before;
        do {
            before = waiting.size();
            int place = 0;
            for (String store : stores.keySet()) {
                Plan plan = plans.get(place++);
                Verdict verdict = new Verdict(plan.findings());
                for (Plan.Item item : plan.items()) {
                    QualifiedId id = new QualifiedId(store, item.id());
                    if (verdict.isDeferred(item.id())
                            || needed(id, item.metadata()).anyMatch(waiting::contains)) {
                        waiting.add(id);
                    }
                }
            }
        } while (waiting.size() > before);
        return plans.stream()
                .map(plan ->
                        plan.with(Stream.concat(plan.findings().stream(), waiting(plan, waiting::contains).stream())
                                .toList()))
                .toList();
    }

    private static List<Finding> waiting(Plan plan, Predicate<QualifiedId> isMissing) {
        List<Finding> findings = new ArrayList<>();
        for (Plan.Item item : plan.items()) {
            for (QualifiedId needed : item.metadata().dependsOnElsewhere()) {
                if (isMissing.test(needed)) {
                    findings.add(new Finding(
                            Severity.DEFER,
                            RULE,
                            item.id(),
                            "waits for " + needed,
                            "see why that one isn't applied; a run after it goes on with this one"));
                }
            }
        }
        return findings;
    }

    private boolean isApplied(QualifiedId id) {
        Store<?> store = stores.get(id.store());
        return store != null && store.isApplied(id.id());
    }

    /** In its own store and in others. */
    private static Stream<QualifiedId> needed(QualifiedId id, Metadata metadata) {
        return Stream.concat(
                metadata.dependsOnElsewhere().stream(),
                metadata.dependsOn().stream().map(own -> new QualifiedId(id.store(), own)));
    }

    private void lost(QualifiedId id, QualifiedId needed, List<String> wrong) {
        Store<?> store = stores.get(needed.store());
        if (store == null) {
            wrong.add(id + " depends on " + needed + ", and the stores are " + String.join(" and ", stores.keySet()));
        } else if (!declared.containsKey(needed) && !store.isApplied(needed.id())) {
            wrong.add(id + " depends on " + needed + ", which is neither declared nor applied there");
        }
    }

    private void circles(List<String> wrong) {
        Set<QualifiedId> cleared = new LinkedHashSet<>();
        for (QualifiedId id : declared.keySet()) {
            Set<QualifiedId> circle = circle(id, new LinkedHashSet<>(), cleared);
            if (circle != null) {
                wrong.add(circle.stream().map(QualifiedId::toString).collect(Collectors.joining(" depends on "))
                        + ", which leads back to the first");
                return;
            }
        }
    }

    /** The way from the first migration that is met again to it; null when there is none from here. */
    private @Nullable Set<QualifiedId> circle(QualifiedId from, Set<QualifiedId> way, Set<QualifiedId> cleared) {
        if (cleared.contains(from)) {
            return null;
        }
        if (!way.add(from)) {
            return way.stream().dropWhile(id -> !id.equals(from)).collect(Collectors.toCollection(LinkedHashSet::new));
        }
        Metadata metadata = declared.get(from);
        if (metadata != null) {
            for (QualifiedId next : needed(from, metadata).toList()) {
                Set<QualifiedId> circle = circle(next, way, cleared);
                if (circle != null) {
                    return circle;
                }
            }
        }
        way.remove(from);
        cleared.add(from);
        return null;
    }
}
