package io.upshift.event;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A splitter made of its parts. */
record Splits(
        EventSchema from,
        Set<EventSchema> to,
        int atMost,
        Function<Map<String, Object>, List<EventPart<Map<String, Object>>>> function)
        implements EventSplitter<Map<String, Object>> {

    @Override
    public List<EventPart<Map<String, Object>>> split(Map<String, Object> payload, EventContext context) {
        return function.apply(payload);
    }
}
