package io.upshift.postgres.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a table so far. Changes while the statements are gone through. */
final class KnownTable {
    /** Made by nothing that was read: it was there before. */
    static final int BEFORE = -1;

    private final int createdIn;
    private final boolean isTemporary;
    private final Map<String, KnownColumn> columns = new LinkedHashMap<>();
    private final List<KnownConstraint> constraints = new ArrayList<>();
    private final List<KnownIndex> indexes = new ArrayList<>();
    private boolean isWhole;
    private boolean isPartitioned;
    private boolean isPublished;

    /**
     * A column.
     *
     * @param type null when it isn't known
     * @param unit in which it was made; {@link #BEFORE} when it was there before
     */
    record KnownColumn(@Nullable DataType type, boolean isNotNull, boolean hasDefault, int unit) {
        static final KnownColumn UNKNOWN = new KnownColumn(null, false, false, BEFORE);
    }

    /** @param unit in which it was made; {@link #BEFORE} when it was there before */
    record KnownConstraint(String name, Constraint constraint, boolean isValid, int unit) {}

    record KnownIndex(String name, List<String> columns, boolean isUnique, boolean isPartial, int unit) {}

    KnownTable(int createdIn, boolean isTemporary, boolean isWhole) {
        this.createdIn = createdIn;
        this.isTemporary = isTemporary;
        this.isWhole = isWhole;
    }

    /** The migration that makes it, by its position; {@link #BEFORE} when none of those that were read does. */
    int createdIn() {
        return createdIn;
    }

    boolean isTemporary() {
        return isTemporary;
    }

    /** Whether nothing of it can be unknown. */
    boolean isWhole() {
        return isWhole;
    }

    void isNotWhole() {
        isWhole = false;
    }

    boolean isPartitioned() {
        return isPartitioned;
    }

    void partitioned(boolean partitioned) {
        isPartitioned = partitioned;
    }

    boolean isPublished() {
        return isPublished;
    }

    void published() {
        isPublished = true;
    }

    Map<String, KnownColumn> columns() {
        return columns;
    }

    List<KnownConstraint> constraints() {
        return constraints;
    }

    List<KnownIndex> indexes() {
        return indexes;
    }

    @Nullable
    DataType type(String column) {
        KnownColumn known = columns.get(column);
        return known == null ? null : known.type();
    }

    @Nullable
    KnownConstraint constraint(String name) {
        return constraints.stream()
                .filter(constraint -> constraint.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Whether a constraint that holds for every row keeps a column from being null. */
    boolean provesNotNull(String column) {
        return constraints.stream()
                .anyMatch(known ->
                        known.isValid() && column.equals(known.constraint().provesNotNull()));
    }

    /** Whether an index starts with these columns, in any order among themselves. */
    boolean hasIndexOn(List<String> wanted) {
        return indexes.stream()
                .anyMatch(index -> !index.isPartial()
                        && index.columns().size() >= wanted.size()
                        && index.columns().subList(0, wanted.size()).containsAll(wanted));
    }

    void add(Column column, int unit) {
        columns.put(
                column.name(), new KnownColumn(column.type().stored(), column.isNotNull(), !column.startsNull(), unit));
    }

    void add(Name table, Constraint constraint, int unit) {
        String name = constraint.nameOn(table);
        constraints.add(new KnownConstraint(name, constraint, !constraint.isNotValid(), unit));
        if (constraint.kind().isIndexed() && constraint.usingIndex() == null) {
            indexes.add(new KnownIndex(name, constraint.columns(), true, false, unit));
        }
        if (constraint.kind() == Constraint.Kind.PRIMARY_KEY) {
            constraint.columns().forEach(column -> notNull(column, true));
        }
    }

    void notNull(String column, boolean isNotNull) {
        KnownColumn known = columns.getOrDefault(column, KnownColumn.UNKNOWN);
        columns.put(column, new KnownColumn(known.type(), isNotNull, known.hasDefault(), known.unit()));
    }

    void hasDefault(String column, boolean hasDefault) {
        KnownColumn known = columns.getOrDefault(column, KnownColumn.UNKNOWN);
        columns.put(column, new KnownColumn(known.type(), known.isNotNull(), hasDefault, known.unit()));
    }

    void type(String column, DataType type) {
        KnownColumn known = columns.getOrDefault(column, KnownColumn.UNKNOWN);
        columns.put(column, new KnownColumn(type, known.isNotNull(), known.hasDefault(), known.unit()));
    }

    void valid(String constraint) {
        constraints.replaceAll(known -> known.name().equals(constraint)
                ? new KnownConstraint(known.name(), known.constraint(), true, known.unit())
                : known);
    }

    void drop(String constraint) {
        constraints.removeIf(known -> known.name().equals(constraint));
        indexes.removeIf(known -> known.name().equals(constraint));
    }
}
