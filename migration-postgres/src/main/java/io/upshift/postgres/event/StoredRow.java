package io.upshift.postgres.event;

import io.upshift.event.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table of events.
 *
 * @param place its ctid, which stays for as long as the row is locked
 * @param metadata the JSON that the event's metadata comes from; null when there is none
 */
record StoredRow(
        String place, StoredEvent<String> event, @Nullable String metadata) {

    static List<StoredRow> all(@Nullable ResultSet found) throws SQLException {
        ResultSet rows = Objects.requireNonNull(found);
        List<StoredRow> all = new ArrayList<>();
        while (rows.next()) {
            String metadata = rows.getString(8);
            StoredEvent<String> event = new StoredEvent<>(
                    Objects.requireNonNullElse(rows.getString(5), ""),
                    rows.getInt(6),
                    Objects.requireNonNullElse(rows.getString(2), ""),
                    rows.getLong(3),
                    rows.getInt(4),
                    metadata == null ? Map.of() : JsonObjects.scalars(metadata),
                    Objects.requireNonNullElse(rows.getString(7), "null"));
            all.add(new StoredRow(rows.getString(1), event, metadata));
        }
        return all;
    }
}
