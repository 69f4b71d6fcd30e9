package io.upshift.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/** What must hold among declared events before any is read; all that is wrong is said at once. */
final class RegistryChecks<P> {
    private static final int WIDEST_VERSIONS = 1 << 16;

    private final Declarations<P> declared;
    private final Map<EventSchema, Declared<P>> up;
    private final List<String> wrong = new ArrayList<>();

    private RegistryChecks(Declarations<P> declared) {
        this.declared = declared;
        this.up = declared.up();
    }

    static <P> List<String> of(Declarations<P> declared, Map<EventSchema, EventDefinition<P>> definitions) {
        RegistryChecks<P> checks = new RegistryChecks<>(declared);
        checks.wrong.addAll(declared.problems);
        checks.duplicates();
        declared.transitions.forEach(checks::ends);
        declared.released.forEach(checks::versions);
        checks.wrong.addAll(PathChecks.of(declared));
        checks.wrong.addAll(DowncastChecks.of(declared));
        checks.wrong.addAll(DefinitionChecks.of(declared, definitions));
        checks.wrong.addAll(StreamChecks.of(declared));
        return checks.wrong;
    }

    @SuppressWarnings("ReferenceEquality") // the same transition may have been added twice
    private void duplicates() {
        Map<EventSchema, Declared<P>> down = declared.down();
        for (Declared<P> later : declared.transitions) {
            Declared<P> first = (later.isDown() ? down : up).get(later.from());
            if (first == null || first == later) {
                continue;
            }
            boolean same = first.to().equals(later.to());
            wrong.add(
                    same
                            ? "two transitions lead from " + first.from() + " to " + first.leadsTo() + ": "
                                    + first.origin() + ", and " + later.origin()
                            : "two paths lead from " + first.from() + ": to " + first.leadsTo() + " by "
                                    + first.origin() + ", and to " + later.leadsTo() + " by " + later.origin());
        }
    }

    private void ends(Declared<P> transition) {
        if (!declared.isReleased(transition.from())) {
            wrong.add(transition.origin() + " takes " + transition.from() + ", which is unknown: "
                    + declared.unknown(transition.from()));
        }
        for (EventSchema to : transition.to()) {
            if (!declared.isReleased(to)) {
                wrong.add(transition.origin() + " leads to " + to + ", which is unknown: " + declared.unknown(to));
            }
            boolean sameType = to.type().equals(transition.from().type());
            boolean forward = to.version() > transition.from().version();
            if (sameType && forward == transition.isDown()) {
                wrong.add(transition.origin() + " leads from " + transition.from() + " to " + to + ", which isn't "
                        + (transition.isDown() ? "older" : "newer"));
            }
        }
    }

    private void versions(String type, NavigableSet<Integer> versions) {
        if (versions.isEmpty()) {
            return;
        }
        int newest = versions.last();
        if (newest - versions.first() >= WIDEST_VERSIONS) {
            wrong.add(type + " has versions from " + versions.first() + " to " + newest + ", more than "
                    + WIDEST_VERSIONS + " apart");
        }
        for (int version : versions.headSet(newest)) {
            EventSchema schema = new EventSchema(type, version);
            if (!up.containsKey(schema)) {
                wrong.add("nothing leads on from " + schema + ", and " + type + " has version " + newest);
            }
        }
        boolean reached = versions.size() == 1
                || up.values().stream().anyMatch(edge -> edge.to().contains(new EventSchema(type, newest)));
        if (!reached) {
            wrong.add("no older version leads to " + type + " v" + newest);
        }
    }
}
