package io.upshift;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares a schema with what it should be once a migration is taken back: what the up added is gone, what it removed is
 * there again, and what it altered is as it was. Nothing else is looked at.
 */
final class TakenBack {
    private final Effects effects;
    private final boolean comparesDefinitions;

    /** @param comparesDefinitions false when another version of the store may word them differently */
    TakenBack(Effects effects, boolean comparesDefinitions) {
        this.effects = effects;
        this.comparesDefinitions = comparesDefinitions;
    }

    /** What isn't as it should be, in words by identity; empty when everything is. */
    SortedMap<String, String> wrong(Schema schema) {
        Map<String, String> now = definitions(schema);
        SortedMap<String, String> wrong = new TreeMap<>();
        for (String added : effects.added()) {
            if (now.containsKey(added)) {
                wrong.put(added, added + " is still there");
            }
        }
        effects.removed().forEach((identity, was) -> compare(identity, was, now.get(identity), wrong));
        effects.altered().forEach((identity, was) -> compare(identity, was.from(), now.get(identity), wrong));
        return wrong;
    }

    /**
     * What the down is to blame for: not what somebody else had changed before it began, nor what the recorded down left
     * as well.
     *
     * @param before the schema as it was when the down began
     */
    SortedMap<String, String> wrong(Schema before, Schema after) {
        SortedMap<String, String> wrong = wrong(after);
        Map<String, String> then = definitions(before);
        wrong.keySet().removeIf(identity -> effects.left().contains(identity) || !isAsRecorded(identity, then));
        return wrong;
    }

    private boolean isAsRecorded(String identity, Map<String, String> then) {
        String was = then.get(identity);
        Effects.Alteration altered = effects.altered().get(identity);
        if (altered != null) {
            return was != null && (!comparesDefinitions || was.equals(altered.to()));
        }
        return effects.removed().containsKey(identity) ? was == null : was != null;
    }

    private void compare(String identity, String was, @Nullable String is, Map<String, String> wrong) {
        if (is == null) {
            wrong.put(identity, identity + " isn't back" + (was.isEmpty() ? "" : " (it was " + was + ")"));
        } else if (comparesDefinitions && !is.equals(was)) {
            wrong.put(identity, identity + " was " + was + " and is " + is);
        }
    }

    private static Map<String, String> definitions(Schema schema) {
        Map<String, String> definitions = new HashMap<>();
        for (SchemaObject object : schema.objects()) {
            definitions.put(schema.relative(object.identity()), Brief.of(object.definition()));
        }
        return definitions;
    }
}
