package io.upshift;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What is applied in several stores, the latest first.
 *
 * <p>By the moments in their histories, which are the clocks' of the hosts that wrote them; but what another store's
 * migration depends on comes after that one, whatever the clocks say.
 */
final class AppliedOrder {
    private final List<Applied> latestFirst = new ArrayList<>();

    /** One migration where it is applied. */
    record Applied(Store<?> store, Recorded migration) {
        QualifiedId id() {
            return new QualifiedId(store.name(), migration.id());
        }

        boolean isIn(Store<?> which) {
            return store.name().equals(which.name());
        }

        private boolean dependsOn(QualifiedId other) {
            Declared<?> declared = store.wiring().catalogue().find(migration.id());
            return declared != null && declared.metadata().dependsOnElsewhere().contains(other);
        }

        private boolean isLaterThan(Applied other) {
            return !migration
                    .last()
                    .finishedAt()
                    .isBefore(other.migration().last().finishedAt());
        }
    }

    AppliedOrder(List<Store<?>> stores) {
        List<Deque<Applied>> left = new ArrayList<>();
        for (Store<?> store : stores) {
            Deque<Applied> applied = new ArrayDeque<>();
            store.applied().forEach(migration -> applied.add(new Applied(store, migration)));
            left.add(applied);
        }
        left.removeIf(Deque::isEmpty);
        while (!left.isEmpty()) {
            Deque<Applied> from = latest(left);
            latestFirst.add(from.remove());
            left.removeIf(Deque::isEmpty);
        }
    }

    /** How far a revert goes. */
    List<Applied> chosen(RevertTo to) {
        if (to instanceof RevertTo.Steps steps) {
            return latestFirst.subList(0, Math.min(steps.migrations(), latestFirst.size()));
        }
        return to instanceof RevertTo.Version version
                ? latestFirst.subList(0, latestFirst.indexOf(only(version.version())))
                : latestFirst;
    }

    private Applied only(String version) {
        List<Applied> named = latestFirst.stream()
                .filter(applied -> List.of(
                                applied.id().toString(),
                                applied.migration().id().toString(),
                                applied.migration().id().version(),
                                applied.store().name() + ":"
                                        + applied.migration().id().version())
                        .contains(version))
                .toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        List<Applied> candidates = named.isEmpty() ? latestFirst : named;
        throw MigrationException.usage(
                named.isEmpty()
                        ? "No applied migration has the version " + version
                        : "The version " + version + " is applied in more than one store",
                "use one of "
                        + String.join(
                                ", ",
                                candidates.stream()
                                        .map(applied -> applied.id().toString())
                                        .toList()));
    }

    private static Deque<Applied> latest(List<Deque<Applied>> left) {
        List<Deque<Applied>> free =
                left.stream().filter(store -> !isNeeded(store.element(), left)).toList();
        Deque<Applied> latest = null;
        for (Deque<Applied> store : free.isEmpty() ? left : free) {
            if (latest == null || store.element().isLaterThan(latest.element())) {
                latest = store;
            }
        }
        return latest == null ? left.get(0) : latest;
    }

    private static boolean isNeeded(Applied applied, List<Deque<Applied>> left) {
        return left.stream().flatMap(Deque::stream).anyMatch(other -> other.dependsOn(applied.id()));
    }
}
