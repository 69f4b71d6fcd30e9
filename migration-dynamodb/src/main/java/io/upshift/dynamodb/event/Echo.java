package io.upshift.dynamodb.event;

import java.util.Map;
import java.util.Objects;

/** Tells consumers of a table's stream which changes a rewrite has made. */
public final class Echo {
    private static final String MARKER = "upshift_";

    private Echo() {}

    /**
     * Whether a MODIFY comes from work of this library: it has set or removed a marker. The event is the one that was
     * there before, so a projection that has seen it skips this.
     *
     * @param before the old image; the stream's view has to be {@code NEW_AND_OLD_IMAGES}
     * @param after the new image
     */
    public static boolean is(Map<String, ?> before, Map<String, ?> after) {
        return differs(before, after) || differs(after, before);
    }

    private static boolean differs(Map<String, ?> one, Map<String, ?> other) {
        return one.entrySet().stream()
                .anyMatch(attribute -> attribute.getKey().startsWith(MARKER)
                        && !Objects.equals(attribute.getValue(), other.get(attribute.getKey())));
    }
}
