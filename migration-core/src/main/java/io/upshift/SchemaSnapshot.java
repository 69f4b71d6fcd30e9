package io.upshift;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the stores of a service hold apart from their data, to be kept in a file and compared with later.
 *
 * <p>Immutable. Its text is the same for the same schemas, whenever and wherever it is written, so that a committed one
 * changes only when a schema does.
 *
 * @param stores each store's schema, by the store's name
 */
public record SchemaSnapshot(SortedMap<String, Schema> stores) {

    public SchemaSnapshot {
        stores = Collections.unmodifiableSortedMap(new TreeMap<>(stores));
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws MigrationException when it is something else
     */
    public static SchemaSnapshot fromJson(String json) {
        return SchemaSnapshotJson.read(json);
    }

    public String toJson() {
        return SchemaSnapshotJson.write(this);
    }

    /**
     * Everything that came ({@code +}), went ({@code -}) and changed ({@code ~}) since an earlier snapshot, a line each with
     * its store; empty when the two are alike.
     *
     * <p>Another version of a store may word a definition differently: then a line says so.
     */
    public List<String> differencesFrom(SchemaSnapshot before) {
        List<String> differences = new ArrayList<>();
        SortedMap<String, Schema> all = new TreeMap<>(before.stores);
        all.putAll(stores);
        for (Map.Entry<String, Schema> store : all.entrySet()) {
            Schema then = before.stores.get(store.getKey());
            Schema now = stores.get(store.getKey());
            if (then == null) {
                differences.add(store.getKey() + ": + the whole store");
            } else if (now == null) {
                differences.add(store.getKey() + ": - the whole store");
            } else {
                differences(store.getKey(), then, now, differences);
            }
        }
        return differences;
    }

    private static void differences(String store, Schema then, Schema now, List<String> differences) {
        List<String> lines = now.differenceFrom(then).lines();
        lines.forEach(line -> differences.add(store + ": " + line));
        if (!lines.isEmpty() && !then.dialect().equals(now.dialect())) {
            differences.add(
                    store + ": the definitions were worded by " + then.dialect() + " and are by " + now.dialect());
        }
    }
}
