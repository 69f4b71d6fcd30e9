package io.upshift.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold for writing older versions: every way down is the reverse of one up, and says what it loses. */
final class DowncastChecks<P> {
    private final Declarations<P> declared;
    private final Map<EventSchema, Declared<P>> down;
    private final List<String> wrong = new ArrayList<>();

    private DowncastChecks(Declarations<P> declared) {
        this.declared = declared;
        this.down = declared.down();
    }

    static <P> List<String> of(Declarations<P> declared) {
        DowncastChecks<P> checks = new DowncastChecks<>(declared);
        declared.transitions.stream().filter(Declared::isDown).forEach(checks::pair);
        declared.pins.values().forEach(checks::pin);
        return checks.wrong;
    }

    private void pair(Declared<P> edge) {
        EventSchema older = edge.to().iterator().next();
        boolean paired = declared.transitions.stream()
                .anyMatch(up -> up.transition() instanceof EventUpcaster
                        && up.from().equals(older)
                        && up.to().contains(edge.from()));
        if (!paired) {
            wrong.add(edge.origin() + " has no counterpart: no upcaster leads from " + older + " to " + edge.from());
        }
        EventDowncaster<P> downcaster = (EventDowncaster<P>) edge.transition();
        if (!downcaster.loses().isEmpty() && !downcaster.lossAccepted()) {
            wrong.add(edge.origin() + " loses " + downcaster.loses()
                    + "; say that you accept it, or append the new version only when no old pod runs");
        }
        if (downcaster instanceof FieldInverse<P> inverse) {
            inverse.impossible().forEach(change -> wrong.add(edge.origin() + " can't take back that it " + change));
        }
    }

    private void pin(Declarations.Pin pin) {
        EventSchema current = declared.newest(pin.schema().type());
        if (current == null || !declared.isReleased(pin.schema())) {
            wrong.add("at " + pin.origin() + " " + pin.schema() + " is appended, which is unknown: "
                    + declared.unknown(pin.schema()));
            return;
        }
        Set<EventSchema> seen = new HashSet<>();
        EventSchema at = current;
        while (!at.equals(pin.schema())) {
            Declared<P> edge = down.get(at);
            if (edge == null || !seen.add(at)) {
                wrong.add("at " + pin.origin() + " " + pin.schema() + " is appended, and no downcaster leads from " + at
                        + " towards it");
                return;
            }
            at = edge.to().iterator().next();
        }
    }
}
