package io.upshift.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must hold between definitions and the field changes that lead from one to the next. */
final class DefinitionChecks {
    private DefinitionChecks() {}

    static <P> List<String> of(Declarations<P> declared, Map<EventSchema, EventDefinition<P>> definitions) {
        List<String> wrong = new ArrayList<>();
        for (EventSchema schema : declared.definitions.keySet()) {
            if (!declared.isReleased(schema)) {
                wrong.add(schema + " is defined, which is unknown: " + declared.unknown(schema));
            }
        }
        for (Declared<P> edge : declared.transitions) {
            if (edge.transition() instanceof FieldChanges<P> changes) {
                wrong.addAll(FieldChecks.of(changes));
                shapes(definitions, changes, wrong);
            }
        }
        return wrong;
    }

    private static <P> void shapes(
            Map<EventSchema, EventDefinition<P>> definitions, FieldChanges<P> changes, List<String> wrong) {
        EventDefinition<P> before = definitions.get(changes.from());
        EventDefinition<P> after = definitions.get(changes.to());
        EventShape start = before == null ? null : before.shape();
        if (start == null) {
            return;
        }
        wrong.addAll(FieldChecks.against(start, changes));
        EventShape end = after == null ? null : after.shape();
        if (end != null) {
            for (String missing : end.cannotRead(changes.on(start))) {
                wrong.add(changes + " don't make what " + changes.to() + " is defined as: " + missing);
            }
        }
    }
}
