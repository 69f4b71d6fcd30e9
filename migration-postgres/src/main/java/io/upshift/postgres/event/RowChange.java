package io.upshift.postgres.event;

import io.upshift.event.StoredEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a row has to hold so that it is another event, as JSON by column. */
record RowChange(EventTable events) {

    String of(StoredRow row, StoredEvent<String> becomes) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put(events.type(), JsonObjects.quoted(becomes.type()));
        columns.put(events.payload(), becomes.payload());
        if (events.part() != null) {
            columns.put(events.part(), Integer.toString(becomes.part()));
        }
        String metadataColumn = events.metadata();
        if (metadataColumn != null && !becomes.metadata().equals(row.event().metadata())) {
            Map<String, @Nullable Object> changes = changes(row.event().metadata(), becomes.metadata());
            columns.put(metadataColumn, JsonObjects.with(row.metadata() == null ? "{}" : row.metadata(), changes));
        }
        String field = events.versionField();
        if (field == null) {
            columns.put(events.version(), Integer.toString(becomes.version()));
        } else {
            String json = columns.get(events.version());
            String before = json != null ? json : row.metadata() == null ? "{}" : row.metadata();
            columns.put(events.version(), JsonObjects.with(before, Map.of(field, becomes.version())));
        }
        return JsonObjects.of(columns);
    }

    private static Map<String, @Nullable Object> changes(Map<String, String> before, Map<String, String> after) {
        Map<String, @Nullable Object> changes = new HashMap<>();
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(name -> changes.put(name, null));
        after.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                changes.put(name, value);
            }
        });
        return changes;
    }
}
