package io.upshift;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What the up of a migration changed in the schema of the scratch store it was recorded on.
 *
 * <p>Names are relative to the store's own namespace. A long definition is kept as its beginning and a digest of the
 * whole.
 *
 * @param added identities of what came; what hangs on a table that came with it goes without saying
 * @param removed identities of what went, each with its definition
 * @param altered identities of what changed
 * @param left identities of what the recorded down did not take back
 * @param tables the tables whose definition or rows it changed, or that it locked against being changed
 * @param reads the other tables that it looked at
 */
public record Effects(
        List<String> added,
        SortedMap<String, String> removed,
        SortedMap<String, Alteration> altered,
        List<String> left,
        SortedSet<String> tables,
        SortedSet<String> reads) {

    /** Two definitions of the same object. */
    public record Alteration(String from, String to) {}

    public Effects {
        added = List.copyOf(added);
        removed = new TreeMap<>(removed);
        altered = new TreeMap<>(altered);
        left = List.copyOf(left);
    }

    /** A line an object: {@code + } what came, {@code - } what went, {@code ~ } what changed, from what into what. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        removed.forEach((object, definition) -> lines.add("- " + object));
        added.forEach(object -> lines.add("+ " + object));
        altered.forEach((object, to) -> lines.add("~ " + object + ": " + to.from() + " → " + to.to()));
        return lines;
    }

    Effects leaving(List<String> identities) {
        return new Effects(added, removed, altered, identities, tables, reads);
    }
}
