package io.upshift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold among declared migrations before any store is looked at; all that is wrong is said at once. */
final class CatalogueChecks {
    private CatalogueChecks() {}

    /** Expects the migrations in order of their ids. */
    static <S> void check(List<Declared<S>> declared, Settings settings) {
        List<String> wrong = new ArrayList<>();
        duplicates(declared, wrong);
        versioning(declared, settings.versioning(), wrong);
        dependencies(declared, wrong);
        if (!wrong.isEmpty()) {
            throw MigrationException.refused(
                    "The declared migrations contradict each other",
                    String.join("; ", wrong),
                    "correct the ids or the dependencies");
        }
    }

    private static <S> void duplicates(List<Declared<S>> declared, List<String> wrong) {
        for (int i = 1; i < declared.size(); i++) {
            Declared<S> a = declared.get(i - 1);
            Declared<S> b = declared.get(i);
            boolean same = (a.id().isRepeatable() || b.id().isRepeatable())
                    ? a.id().equals(b.id())
                    : MigrationId.compareVersions(a.id().version(), b.id().version()) == 0;
            if (same) {
                String what = a.id().isRepeatable() ? "name " + a.id() : "version " + a.id().version();
                wrong.add(a.origin() + " and " + b.origin() + " have the same " + what);
            }
        }
    }

    private static <S> void versioning(List<Declared<S>> declared, Versioning wanted, List<String> wrong) {
        Declared<S> first = null;
        for (Declared<S> migration : declared) {
            if (migration.id().isRepeatable()) {
                continue;
            }
            Versioning is = Versioning.of(migration.id());
            if (wanted != Versioning.ANY && is != wanted) {
                wrong.add(migration.origin() + " has a " + Words.of(is) + " version where " + Words.of(wanted)
                        + " ones are wanted");
            } else if (first == null) {
                first = migration;
            } else if (wanted == Versioning.ANY && is != Versioning.of(first.id())) {
                wrong.add(first.origin() + " has a " + Words.of(Versioning.of(first.id())) + " version and "
                        + migration.origin() + " a " + Words.of(is) + " one");
                return;
            }
        }
    }

    /** A dependency has to come earlier in the order of ids, which leaves no room for a cycle. */
    private static <S> void dependencies(List<Declared<S>> declared, List<String> wrong) {
        Map<MigrationId, Integer> places = new HashMap<>();
        for (int i = 0; i < declared.size(); i++) {
            places.put(declared.get(i).id(), i);
        }
        for (int i = 0; i < declared.size(); i++) {
            Declared<S> migration = declared.get(i);
            for (MigrationId needed : migration.metadata().dependsOn()) {
                Integer place = places.get(needed);
                if (place == null) {
                    wrong.add(migration.origin() + " depends on " + needed + ", which isn't declared");
                } else if (place == i) {
                    wrong.add(migration.origin() + " depends on itself");
                } else if (place > i) {
                    wrong.add(migration.origin() + " depends on " + needed + ", which comes later"
                            + (dependsOn(declared.get(place), migration.id()) ? " and depends on it in turn" : ""));
                }
            }
        }
    }

    private static <S> boolean dependsOn(Declared<S> migration, MigrationId needed) {
        return migration.metadata().dependsOn().contains(needed);
    }
}
