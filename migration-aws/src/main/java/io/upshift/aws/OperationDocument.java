package io.upshift.aws;

import io.upshift.Entry;
import io.upshift.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a journal holds of one operation: the entries of its steps, in order, and the steps' notes. */
record OperationDocument(List<Entry> entries, Map<String, String> notes) {
    static final OperationDocument EMPTY = new OperationDocument(List.of(), Map.of());

    OperationDocument and(List<Entry> more, Map<String, String> notesNow) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(more);
        return new OperationDocument(List.copyOf(all), notesNow);
    }

    History history() {
        return History.of(entries, new History.Head(entries.size(), lastHash()));
    }

    String lastHash() {
        return entries.isEmpty()
                ? Entry.GENESIS
                : entries.get(entries.size() - 1).hash();
    }
}
