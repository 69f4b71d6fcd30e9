package io.upshift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a store's journal says of a service: each migration's state is the fold of its entries. Immutable. */
public final class History {
    /** A fingerprint that no catalogue has, for reading every entry. */
    public static final String READ_ALL = "-";

    private static final History CURRENT = new History(true, List.of(), new Head(0, Entry.GENESIS));

    private final boolean current;
    private final List<Entry> entries;
    private final Head head;
    private final Map<MigrationId, Recorded> migrations = new LinkedHashMap<>();

    /**
     * Where the chain of entries ends, as kept beside the lock.
     *
     * @param length how many entries there are
     * @param hash of the last one
     */
    public record Head(long length, String hash) {}

    private History(boolean current, List<Entry> entries, Head head) {
        this.current = current;
        this.entries = List.copyOf(entries);
        this.head = head;
        for (Entry entry : entries) {
            Recorded before = migrations.get(entry.id());
            migrations.put(entry.id(), before == null ? Recorded.first(entry) : before.then(entry));
        }
    }

    /** The store has what the catalogue has; the entries were not read. */
    public static History current() {
        return CURRENT;
    }

    /** A history from its entries, in the order of their positions. */
    public static History of(List<Entry> entries, Head head) {
        return new History(false, entries, head);
    }

    /** Of a store that no run has reached yet. */
    public static History empty() {
        return of(List.of(), new Head(0, Entry.GENESIS));
    }

    /** Whether the store has exactly what the catalogue has, so that there is nothing to do. */
    public boolean isCurrent() {
        return current;
    }

    public List<Entry> entries() {
        return entries;
    }

    public Head head() {
        return head;
    }

    @Nullable
    Recorded find(MigrationId id) {
        return migrations.get(id);
    }

    /** In the order in which they first appeared. */
    Collection<Recorded> migrations() {
        return migrations.values();
    }

    /** The first place where the chain doesn't hold, in words; null when it holds. */
    @Nullable
    String brokenChain() {
        String previous = Entry.GENESIS;
        long position = 0;
        for (Entry entry : entries) {
            position++;
            if (entry.position() != position) {
                return "entry " + position + " is missing (the next one is " + entry.position() + ")";
            }
            if (!entry.hash().equals(entry.hashAfter(previous))) {
                return "entry " + position + " (" + entry.id() + ") is not what was written";
            }
            previous = entry.hash();
        }
        if (head.length() != position) {
            return "there are " + position + " entries where " + head.length() + " were written";
        }
        return head.hash().equals(previous)
                ? null
                : "the last entry (" + position + ") is not the one that was written";
    }

    /**
     * The migrations that are applied now, latest first.
     *
     * <p>Repeatable ones that nothing versioned came between stand in the reverse order of their names, as they would be
     * applied, however often one of them was run again.
     */
    List<Recorded> appliedLatestFirst() {
        List<Recorded> applied = new ArrayList<>();
        for (Recorded migration : migrations.values()) {
            if (migration.isApplied() || migration.isPartlyDone()) {
                applied.add(migration);
            }
        }
        applied.sort((a, b) -> Long.compare(b.last().position(), a.last().position()));
        int from = 0;
        while (from < applied.size()) {
            int to = from;
            while (to < applied.size() && applied.get(to).id().isRepeatable()) {
                to++;
            }
            applied.subList(from, to).sort((a, b) -> b.id().compareTo(a.id()));
            from = to + 1;
        }
        return applied;
    }
}
