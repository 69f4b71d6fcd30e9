package io.upshift;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads whose gates somebody opens by hand, and why. */
final class OpenGates {
    private OpenGates() {}

    /** {@code <id>=<reason>; <id>=<reason>}. */
    static Map<String, String> parse(String text) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String part : text.split(";", -1)) {
            if (!part.isBlank()) {
                int equals = part.indexOf('=');
                String id = equals < 0 ? part : part.substring(0, equals);
                reasons.put(id.strip(), equals < 0 ? "" : part.substring(equals + 1));
            }
        }
        return reasons;
    }

    static Map<MigrationId, String> of(Map<String, String> reasons) {
        Map<MigrationId, String> opened = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : reasons.entrySet()) {
            if (entry.getValue().isBlank()) {
                throw new IllegalArgumentException("opening the gate of " + entry.getKey()
                        + " needs a reason, which the history keeps: write " + entry.getKey() + "=<reason>");
            }
            opened.put(MigrationId.parse(entry.getKey()), entry.getValue().strip());
        }
        return Collections.unmodifiableMap(opened);
    }
}
