package io.upshift.event;

import java.util.Map;
import java.util.TreeMap;

/** The shapes that follow from others: field changes say what they make of the shape they start from. */
final class Shapes {
    private Shapes() {}

    /** All definitions, those included that only follow; one that is given stays as it is. */
    static <P> Map<EventSchema, EventDefinition<P>> derive(Declarations<P> declared) {
        Map<EventSchema, EventDefinition<P>> all = new TreeMap<>(declared.definitions);
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Declared<P> edge : declared.transitions) {
                grows |= edge.transition() instanceof FieldChanges<P> changes && derive(changes, all);
            }
        }
        return all;
    }

    private static <P> boolean derive(FieldChanges<P> changes, Map<EventSchema, EventDefinition<P>> all) {
        EventDefinition<P> before = all.get(changes.from());
        EventDefinition<P> after = all.get(changes.to());
        EventShape start = before == null ? null : before.shape();
        if (start == null || (after != null && after.shape() != null)) {
            return false;
        }
        EventShape shape = changes.on(start);
        all.put(changes.to(), after == null ? EventDefinition.of(changes.to(), shape) : after.shape(shape));
        return true;
    }
}
