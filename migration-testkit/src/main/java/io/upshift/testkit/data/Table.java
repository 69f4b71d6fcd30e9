package io.upshift.testkit.data;

import java.util.List;
import java.util.Set;

/**
 * A table that rows can be put into.
 *
 * @param name qualified, and quoted where it has to be
 * @param columns those that take a value: not the generated ones, nor identities
 * @param unique those that alone make a key
 * @param checks the definitions of its check constraints
 */
record Table(String name, List<Column> columns, Set<String> unique, List<ForeignKey> foreignKeys, List<String> checks) {

    /** Those whose rows have to be there before. */
    List<ForeignKey> requiredParents() {
        return foreignKeys.stream().filter(this::isRequired).toList();
    }

    boolean isRequired(ForeignKey key) {
        return !key.parent().equals(name)
                && columns.stream()
                        .anyMatch(column -> column.isRequired() && key.columns().contains(column.name()));
    }
}
