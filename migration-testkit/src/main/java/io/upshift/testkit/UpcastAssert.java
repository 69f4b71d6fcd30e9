package io.upshift.testkit;

import io.upshift.event.EventPart;
import io.upshift.event.EventSchema;
import io.upshift.event.StoredEvent;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what one event became. JSON is compared by its content; the order of fields doesn't matter. */
public final class UpcastAssert extends AbstractAssert<UpcastAssert, List<StoredEvent<String>>> {
    private final StoredEvent<String> stored;

    UpcastAssert(StoredEvent<String> stored, List<StoredEvent<String>> current) {
        super(current, UpcastAssert.class);
        this.stored = stored;
    }

    /** It is one event with this payload. */
    public UpcastAssert to(String json) {
        if (actual.size() != 1 || !JsonTexts.same(json, actual.get(0).payload())) {
            failWithMessage(
                    "%nExpecting %s to become%n%s%nand it became%s", stored, JsonTexts.pretty(json), describe());
        }
        return this;
    }

    /** It is one event of this version with this payload. */
    public UpcastAssert to(String type, int version, String json) {
        return toEvents(List.of(EventPart.of(EventSchema.of(type, version), json)));
    }

    /** It is these events in this order. */
    public UpcastAssert toEvents(List<EventPart<String>> expected) {
        boolean same = actual.size() == expected.size();
        for (int i = 0; same && i < expected.size(); i++) {
            StoredEvent<String> event = actual.get(i);
            EventPart<String> wanted = expected.get(i);
            same = wanted.schema().equals(EventSchema.of(event.type(), event.version()))
                    && JsonTexts.same(wanted.payload(), event.payload());
        }
        if (!same) {
            StringBuilder wanted = new StringBuilder();
            expected.forEach(part -> wanted.append(describe(part.schema().toString(), part.payload())));
            failWithMessage("%nExpecting %s to become%s%nand it became%s", stored, wanted, describe());
        }
        return this;
    }

    /** It is dropped. */
    public UpcastAssert toNothing() {
        return toEvents(List.of());
    }

    private String describe() {
        StringBuilder out = new StringBuilder();
        actual.forEach(event -> out.append(describe(event.type() + " v" + event.version(), event.payload())));
        return out.length() == 0 ? "\nnothing" : out.toString();
    }

    private static String describe(String what, String json) {
        return "\n" + what + " " + JsonTexts.pretty(json);
    }
}
