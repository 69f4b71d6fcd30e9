package io.upshift.postgres;

import io.upshift.StatementTrace;
import io.upshift.postgres.Relations.Relation;
import io.upshift.postgres.Relations.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells what a statement did from the relations before and after it. */
final class RelationsDifference {
    private final Relations before;
    private final Relations after;
    private final SortedMap<String, LockMode> locks = new TreeMap<>();
    private final SortedSet<String> written = new TreeSet<>();
    private final SortedMap<String, Long> scans = new TreeMap<>();
    private final SortedMap<String, String> rewrites = new TreeMap<>();
    private final Set<String> held = new HashSet<>();

    RelationsDifference(Relations before, Relations after) {
        this.before = before;
        this.after = after;
    }

    StatementTrace trace(String statement, Duration took) {
        before.byOid().forEach((oid, relation) -> {
            if (!relation.isIndex()) {
                table(statement, oid, relation);
            }
        });
        SortedMap<String, String> words = new TreeMap<>();
        locks.forEach((table, lock) -> words.put(table, lock.words().toLowerCase(Locale.ROOT)));
        return new StatementTrace(statement, words, written, scans, rewrites, rebuilt(), invalid(), sorted(held), took);
    }

    private void table(String statement, long oid, Relation table) {
        String name = before.rootName(oid);
        LockMode had = before.locks().get(oid);
        LockMode has = after.locks().get(oid);
        if (had == LockMode.ACCESS_EXCLUSIVE) {
            held.add(name);
        }
        if (has != null && (had == null || has.compareTo(had) > 0)) {
            locks.merge(name, has, LockMode::stronger);
            if (has.writes()) {
                written.add(name);
            }
        }
        Relation now = after.byOid().get(oid);
        if (now == null) {
            return;
        }
        if (now.scans().count() > table.scans().count()) {
            scans.merge(name, now.scans().rows() - table.scans().rows(), Long::sum);
        }
        if (now.file() != table.file() && table.file() != 0) {
            rewrites.put(name, reason(statement, table.shape(), now.shape()));
        }
    }

    private static String reason(String statement, Shape then, Shape now) {
        if (!now.columns().equals(then.columns())) {
            boolean isLonger = now.columns().startsWith(then.columns() + ", ");
            return isLonger
                    ? "the value of a new column for every row: "
                            + now.columns().substring(then.columns().length() + 2)
                    : "the type of a column: " + then.columns() + " → " + now.columns();
        }
        if (!now.persistence().equals(then.persistence())) {
            return "logged or unlogged";
        }
        if (!now.method().equals(then.method())) {
            return "the access method";
        }
        if (now.space() != then.space()) {
            return "the tablespace";
        }
        return statement.strip().split("[\\s;(]", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** An ALTER TABLE gives an index that it builds anew another OID, so names are compared as well. */
    private List<String> rebuilt() {
        Map<String, Long> files = new HashMap<>();
        before.byOid().values().stream()
                .filter(Relation::isIndex)
                .forEach(index -> files.put(index.name(), index.file()));
        return sorted(after.byOid().values().stream()
                .filter(Relation::isIndex)
                .filter(index -> index.file() != files.getOrDefault(index.name(), index.file()))
                .map(Relation::name)
                .toList());
    }

    private List<String> invalid() {
        List<String> invalid = new ArrayList<>();
        after.byOid().forEach((oid, relation) -> {
            Relation then = before.byOid().get(oid);
            if (!relation.isValid() && (then == null || then.isValid())) {
                invalid.add(relation.name());
            }
        });
        return sorted(invalid);
    }

    private static List<String> sorted(Iterable<String> names) {
        List<String> sorted = new ArrayList<>();
        names.forEach(sorted::add);
        Collections.sort(sorted);
        return sorted;
    }
}
