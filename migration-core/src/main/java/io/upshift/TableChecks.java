package io.upshift;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares the tables that a migration says it touches with those that it was seen to touch. */
final class TableChecks {
    private TableChecks() {}

    /** What is wrong with what it says, in words; empty when it says nothing, or nothing is known. */
    static <S> List<String> wrong(Declared<S> migration, String namespace) {
        Effects effects = migration.effects();
        if (effects == null || migration.metadata().impactedTables().isEmpty()) {
            return List.of();
        }
        Set<String> declared = new TreeSet<>();
        migration.metadata().impactedTables().forEach(table -> declared.add(relative(table, namespace)));
        Set<String> unsaid = new TreeSet<>(effects.tables());
        unsaid.removeAll(declared);
        Set<String> untouched = new TreeSet<>(declared);
        untouched.removeAll(effects.tables());
        untouched.removeAll(effects.reads());
        List<String> wrong = new ArrayList<>();
        if (!unsaid.isEmpty()) {
            wrong.add(migration.origin() + " changes or locks " + String.join(", ", unsaid)
                    + ", which its impacted tables don't name");
        }
        if (!untouched.isEmpty()) {
            wrong.add(migration.origin() + " names " + String.join(", ", untouched)
                    + " among its impacted tables and doesn't touch " + (untouched.size() == 1 ? "it" : "them"));
        }
        return wrong;
    }

    private static String relative(String table, String namespace) {
        return !namespace.isEmpty() && table.startsWith(namespace + ".")
                ? table.substring(namespace.length() + 1)
                : table;
    }
}
