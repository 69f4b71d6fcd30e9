package io.upshift.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The schema of a database as text that can be compared: every object that a migration can make, change or drop.
 *
 * <p>It holds schemas, extensions, tables, columns, constraints, indexes, views, functions, triggers, rules, sequences,
 * types, policies, extended statistics, owners, privileges, comments, event triggers and publications; not the data, the
 * values of sequences, what belongs to an extension, or what belongs to PostgreSQL. Two snapshots are equal when they
 * hold the same lines. They compare databases of the same major version: the versions word definitions differently.
 *
 * <p>Immutable. Works on PostgreSQL 14 to 18.
 */
public final class CatalogSnapshot {

    private final List<CatalogLine> lines;

    private CatalogSnapshot(List<CatalogLine> lines) {
        this.lines = lines;
    }

    /**
     * Reads the catalog, in a fixed number of statements.
     *
     * <p>The connection is used in its current transaction, or in one of its own that is rolled back; its settings are as
     * before when this returns.
     */
    public static CatalogSnapshot of(Connection connection) throws SQLException {
        return new CatalogSnapshot(CatalogReader.read(connection));
    }

    /**
     * A copy without some relations and what hangs on them, such as the tables of a migration history.
     *
     * @param names {@code schema.relation}, or {@code schema.*} for a schema with all that is in it
     */
    public CatalogSnapshot excluding(String... names) {
        Set<String> excluded = Set.copyOf(Arrays.asList(names));
        return new CatalogSnapshot(
                lines.stream().filter(line -> !line.belongsTo(excluded)).toList());
    }

    /** Whether there is nothing but what a new database has. */
    public boolean isEmpty() {
        return lines.stream().allMatch(CatalogLine::isInEveryDatabase);
    }

    /**
     * What differs, one readable line each: {@code - } for what only the other one has, {@code + } for what only this one
     * has; empty when they are equal.
     */
    public List<String> differencesFrom(CatalogSnapshot other) {
        Set<String> mine = texts();
        Set<String> theirs = other.texts();
        Stream<String> gone =
                theirs.stream().filter(text -> !mine.contains(text)).map(text -> "- " + text);
        Stream<String> come =
                mine.stream().filter(text -> !theirs.contains(text)).map(text -> "+ " + text);
        List<String> differences = new ArrayList<>(Stream.concat(gone, come).toList());
        differences.sort((left, right) -> left.substring(2).compareTo(right.substring(2)));
        return List.copyOf(differences);
    }

    private Set<String> texts() {
        return lines.stream().map(CatalogLine::text).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CatalogSnapshot snapshot && texts().equals(snapshot.texts());
    }

    @Override
    public int hashCode() {
        return Objects.hash(texts());
    }

    /** All lines, sorted. */
    @Override
    public String toString() {
        return String.join("\n", texts());
    }
}
