package io.upshift.dynamodb;

import io.upshift.Direction;
import io.upshift.Entry;
import io.upshift.History;
import io.upshift.Kind;
import io.upshift.MigrationException;
import io.upshift.MigrationId;
import io.upshift.Service;
import io.upshift.State;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Another tool's list of migrations: a table with the single key {@code id}, one item a migration. Read, never written.
 *
 * <p>An item becomes a baseline. Its {@code id} is {@code <version>-<name>}, or a name when a number {@code timestamp}
 * gives the version; {@code description} and {@code appliedAt} are kept. An item whose {@code status} or {@code state}
 * says anything but applied, or whose {@code success} is false, is left out and so counts as pending.
 */
final class Registry {
    private static final Set<String> APPLIED =
            Set.of("", "applied", "success", "succeeded", "completed", "done", "executed");

    private final TrackingTable table;

    private Registry(TrackingTable table) {
        this.table = table;
    }

    /** @throws MigrationException when the table has another shape */
    static Registry in(TrackingTable table) {
        TableDescription description = Retries.call(
                        () -> table.client().describeTable(request -> request.tableName(table.name())))
                .table();
        List<KeySchemaElement> keys = description.keySchema();
        boolean isText = description.attributeDefinitions().stream()
                .anyMatch(attribute ->
                        attribute.attributeName().equals("id") && attribute.attributeType() == ScalarAttributeType.S);
        if (keys.size() == 1 && keys.get(0).attributeName().equals("id") && isText) {
            return new Registry(table);
        }
        throw MigrationException.refused(
                "The table " + table.name() + " is no history of this library",
                "its key is " + TableShape.keys(description) + " instead of " + TrackingTable.PARTITION_KEY + " (S), "
                        + TrackingTable.SORT_KEY + " (S)",
                "name another tracking table with upshift.dynamodb.table");
    }

    String name() {
        return table.name();
    }

    /** What was applied, as baselines in the order of their ids. */
    History history() {
        Map<MigrationId, Map<String, AttributeValue>> applied = new TreeMap<>();
        List<String> unreadable = new ArrayList<>();
        var pages = table.client()
                .scanPaginator(request -> request.tableName(name()).consistentRead(true));
        pages.items().forEach(item -> {
            try {
                if (isApplied(item)) {
                    applied.put(id(item), item);
                }
            } catch (IllegalArgumentException e) {
                unreadable.add(Items.text(item, "id"));
            }
        });
        if (!unreadable.isEmpty()) {
            throw MigrationException.refused(
                    "The registry " + name() + " can't be taken over",
                    "no version is in " + String.join(", ", unreadable),
                    "give these items a number attribute timestamp with the version, or name another tracking table");
        }
        List<Entry> entries = new ArrayList<>();
        String hash = Entry.GENESIS;
        for (Map.Entry<MigrationId, Map<String, AttributeValue>> one : applied.entrySet()) {
            Entry entry = entry(entries.size() + 1, one.getKey(), one.getValue(), hash);
            entries.add(entry);
            hash = entry.hash();
        }
        return History.of(entries, new History.Head(entries.size(), hash));
    }

    private Entry entry(long position, MigrationId id, Map<String, AttributeValue> item, String previousHash) {
        Service service = table.service();
        String said = Items.text(item, "description");
        Entry.Draft draft = new Entry.Draft(
                service.name(),
                id,
                said.isEmpty() ? id.description() : said,
                Kind.ONLINE,
                Direction.UP,
                null,
                0,
                1,
                State.BASELINE,
                "",
                false,
                null,
                service.version(),
                "the registry " + name(),
                "",
                null);
        Instant at = appliedAt(item);
        return Entry.sealed(position, draft, 1, "registry", at, at, "", previousHash);
    }

    private static boolean isApplied(Map<String, AttributeValue> item) {
        AttributeValue success = item.get("success");
        return !(success != null && Boolean.FALSE.equals(success.bool()))
                && APPLIED.contains(Items.text(item, "status").toLowerCase(Locale.ROOT))
                && APPLIED.contains(Items.text(item, "state").toLowerCase(Locale.ROOT));
    }

    private static MigrationId id(Map<String, AttributeValue> item) {
        String id = Items.text(item, "id");
        AttributeValue timestamp = item.get("timestamp");
        if (timestamp == null || timestamp.n() == null || Character.isDigit(id.charAt(0))) {
            return MigrationId.parse(id);
        }
        return MigrationId.of(timestamp.n(), id);
    }

    private static Instant appliedAt(Map<String, AttributeValue> item) {
        try {
            return Instant.parse(Items.text(item, "appliedAt")).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
