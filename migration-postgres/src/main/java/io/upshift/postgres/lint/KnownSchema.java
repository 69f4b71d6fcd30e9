package io.upshift.postgres.lint;

import io.upshift.postgres.lint.KnownTable.KnownIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schema as far as the statements that were read, and the database if there is one, tell it. */
final class KnownSchema {
    private final String schema;
    private final Map<String, KnownTable> tables = new LinkedHashMap<>();
    private final Map<String, Name> tableOfIndex = new HashMap<>();
    private final Set<String> droppedIndexes = new HashSet<>();
    private boolean publishesEverything;

    /** @param schema where names without one lie */
    KnownSchema(String schema) {
        this.schema = schema;
    }

    /** One text for one table, whether or not its name says the schema. */
    String key(Name name) {
        return (name.schema() == null ? schema : name.schema()) + "." + name.name();
    }

    @Nullable
    KnownTable find(Name table) {
        return tables.get(key(table));
    }

    /** The table, taken for one that was there before when nothing made it. */
    KnownTable table(Name table) {
        return tables.computeIfAbsent(key(table), key -> new KnownTable(KnownTable.BEFORE, false, false));
    }

    void put(Name table, KnownTable known) {
        tables.put(key(table), known);
    }

    @Nullable
    Name tableOfIndex(Name index) {
        return tableOfIndex.get(key(index));
    }

    void index(Name table, KnownIndex index) {
        table(table).indexes().add(index);
        tableOfIndex.put(key(table.sibling(index.name())), table);
        droppedIndexes.remove(key(table.sibling(index.name())));
    }

    void publishEverything() {
        publishesEverything = true;
    }

    boolean isPublished(Name table) {
        KnownTable known = find(table);
        return publishesEverything || (known != null && known.isPublished());
    }

    /** The tables whose foreign keys lead to one. */
    List<Name> referring(Name table) {
        List<Name> referring = new ArrayList<>();
        tables.forEach((key, known) -> {
            boolean refers = known.constraints().stream().anyMatch(constraint -> {
                Name references = constraint.constraint().references();
                return references != null && key(references).equals(key(table));
            });
            if (refers) {
                referring.add(new Name(null, key.substring(key.indexOf('.') + 1)));
            }
        });
        return referring;
    }

    void drop(Name table) {
        tables.remove(key(table));
    }

    void rename(Name table, Name to) {
        KnownTable known = tables.remove(key(table));
        if (known != null) {
            tables.put(key(to), known);
            tableOfIndex.replaceAll((index, of) -> key(of).equals(key(table)) ? to : of);
        }
    }

    /** Whether an earlier statement has dropped it, and none has made it again. */
    boolean isDropped(Name index) {
        return droppedIndexes.contains(key(index));
    }

    void dropIndex(Name index) {
        droppedIndexes.add(key(index));
        Name table = tableOfIndex.remove(key(index));
        if (table != null) {
            table(table).indexes().removeIf(known -> known.name().equals(index.name()));
        }
    }
}
