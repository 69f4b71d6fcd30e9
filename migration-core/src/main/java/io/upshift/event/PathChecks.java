package io.upshift.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold along the way of an event: it ends, and it doesn't widen without bounds. */
final class PathChecks<P> {
    /** How many events one stored event may become, over all splits on its way. */
    static final int WIDEST = 1000;

    private final Map<EventSchema, Declared<P>> up;
    private final Map<EventSchema, Long> width = new HashMap<>();
    private final Set<Set<EventSchema>> cycles = new LinkedHashSet<>();
    private final List<String> wrong = new ArrayList<>();

    private PathChecks(Declarations<P> declared) {
        this.up = declared.up();
    }

    static <P> List<String> of(Declarations<P> declared) {
        PathChecks<P> checks = new PathChecks<>(declared);
        checks.splits();
        for (EventSchema start : checks.up.keySet()) {
            checks.follow(start, new LinkedHashSet<>());
        }
        // Without an end there is no width.
        if (checks.cycles.isEmpty()) {
            declared.schemas().forEach(checks::widens);
        }
        return checks.wrong;
    }

    private void splits() {
        for (Declared<P> edge : up.values()) {
            boolean makesNothing = edge.to().isEmpty();
            if (edge.fanOut() < 0 || edge.fanOut() > WIDEST) {
                wrong.add(
                        edge.origin() + " makes " + edge.fanOut() + " events of one: 0 to " + WIDEST + " are allowed");
            } else if (makesNothing != (edge.fanOut() == 0)) {
                wrong.add(edge.origin() + " makes up to " + edge.fanOut() + " events and names "
                        + edge.to().size() + " versions for them");
            }
        }
    }

    private void follow(EventSchema at, Set<EventSchema> path) {
        if (!path.add(at)) {
            List<EventSchema> all = new ArrayList<>(path);
            List<EventSchema> cycle = all.subList(all.indexOf(at), all.size());
            if (cycles.add(Set.copyOf(cycle))) {
                wrong.add("events go round: "
                        + String.join(
                                " → ", cycle.stream().map(EventSchema::toString).toList()) + " → " + at);
            }
            return;
        }
        Declared<P> edge = up.get(at);
        if (edge != null && !width.containsKey(at)) {
            edge.to().forEach(to -> follow(to, path));
            width.put(at, 0L);
        }
        path.remove(at);
    }

    private void widens(EventSchema start) {
        if (width.getOrDefault(start, 0L) == 0L && widest(start) > WIDEST) {
            wrong.add("one " + start + " may become " + width.get(start) + " events: " + WIDEST + " are allowed");
        }
    }

    private long widest(EventSchema at) {
        Long known = width.get(at);
        if (known != null && known > 0) {
            return known;
        }
        Declared<P> edge = up.get(at);
        long widest = 1;
        if (edge != null) {
            long below = edge.to().stream().mapToLong(this::widest).max().orElse(1);
            widest = Math.min(Integer.MAX_VALUE, Math.max(1, edge.fanOut() * below));
        }
        width.put(at, widest);
        return widest;
    }
}
