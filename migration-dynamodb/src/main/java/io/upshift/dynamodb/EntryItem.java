package io.upshift.dynamodb;

import io.upshift.Direction;
import io.upshift.Entry;
import io.upshift.Kind;
import io.upshift.MigrationId;
import io.upshift.Phase;
import io.upshift.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An entry of the history as an item, and back. */
final class EntryItem {
    private static final String PREFIX = "entry#";

    private EntryItem() {}

    /** Padded, so that the order of texts is the order of positions. */
    static String sortKey(long position) {
        return PREFIX + String.format(Locale.ROOT, "%010d", position);
    }

    static Map<String, AttributeValue> of(Entry entry) {
        Entry.Draft draft = entry.draft();
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("position", Items.of(entry.position()));
        item.put("id", Items.of(draft.id().toString()));
        item.put("description", Items.of(draft.description()));
        item.put("kind", word(draft.kind()));
        item.put("direction", word(draft.direction()));
        item.put("step", Items.of(draft.step()));
        item.put("steps", Items.of(draft.steps()));
        item.put("state", word(draft.state()));
        item.put("checksum", Items.of(draft.checksum()));
        item.put("breaking", Items.of(draft.breaking()));
        item.put("service_version", Items.of(draft.serviceVersion()));
        item.put("applied_by", Items.of(draft.who()));
        item.put("host", Items.of(draft.host()));
        item.put("epoch", Items.of(entry.epoch()));
        item.put("run_id", Items.of(entry.runId()));
        item.put("started_at", Items.of(entry.startedAt().toString()));
        item.put("finished_at", Items.of(entry.finishedAt().toString()));
        item.put("duration_ms", Items.of(entry.duration().toMillis()));
        item.put("executed_digest", Items.of(entry.executed()));
        item.put("hash", Items.of(entry.hash()));
        if (draft.phase() != null) {
            item.put("phase", word(draft.phase()));
        }
        put(item, "down_script", draft.down());
        put(item, "error", draft.error());
        return item;
    }

    static Entry read(String service, Map<String, AttributeValue> item) {
        String phase = Items.optional(item, "phase");
        Entry.Draft draft = new Entry.Draft(
                service,
                MigrationId.parse(Items.text(item, "id")),
                Items.text(item, "description"),
                constant(Kind.class, Items.text(item, "kind")),
                constant(Direction.class, Items.text(item, "direction")),
                phase == null ? null : constant(Phase.class, phase),
                (int) Items.number(item, "step"),
                (int) Items.number(item, "steps"),
                constant(State.class, Items.text(item, "state")),
                Items.text(item, "checksum"),
                Items.is(item, "breaking"),
                Items.optional(item, "down_script"),
                Items.text(item, "service_version"),
                Items.text(item, "applied_by"),
                Items.text(item, "host"),
                Items.optional(item, "error"));
        return new Entry(
                Items.number(item, "position"),
                draft,
                Items.number(item, "epoch"),
                Items.text(item, "run_id"),
                Instant.parse(Items.text(item, "started_at")),
                Instant.parse(Items.text(item, "finished_at")),
                Items.text(item, "executed_digest"),
                Items.text(item, "hash"));
    }

    private static void put(Map<String, AttributeValue> item, String name, @Nullable String text) {
        if (text != null) {
            item.put(name, Items.of(text));
        }
    }

    private static AttributeValue word(Enum<?> constant) {
        return Items.of(constant.name().toLowerCase(Locale.ROOT));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
