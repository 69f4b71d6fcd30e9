package io.upshift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Goes through migrations in order and remembers who made and who took away what. */
final class ClaimFold {
    private final Map<String, String> made = new HashMap<>();
    private final Map<String, String> taken = new HashMap<>();
    private final List<String> contradictions = new ArrayList<>();

    List<String> of(List<? extends Declared<?>> inOrder) {
        for (Declared<?> migration : inOrder) {
            add(migration.origin(), migration.claims());
        }
        return contradictions;
    }

    private void add(String origin, Claims claims) {
        if (!claims.isAll()) {
            // It may have dropped what was made, and made what was dropped.
            made.clear();
            taken.clear();
        }
        for (String name : sorted(claims.takes())) {
            claim(taken.put(name, origin), origin, "rename or drop", name);
            made.remove(name);
        }
        for (String name : sorted(claims.makes())) {
            claim(made.put(name, origin), origin, "make", name);
            taken.remove(name);
        }
    }

    private static SortedSet<String> sorted(Set<String> names) {
        return new TreeSet<>(names);
    }

    private void claim(@Nullable String earlier, String origin, String verb, String name) {
        // What hangs on a table is claimed with it.
        if (earlier != null && contradictions.stream().noneMatch(known -> known.contains(earlier + " and " + origin))) {
            contradictions.add(earlier + " and " + origin + " both " + verb + " " + name);
        }
    }
}
