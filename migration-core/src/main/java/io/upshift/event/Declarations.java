package io.upshift.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Everything that was declared, before it is known to be right. */
final class Declarations<P> {
    final SortedMap<String, TreeSet<Integer>> released = new TreeMap<>();
    final List<Declared<P>> transitions = new ArrayList<>();
    final Map<EventSchema, EventDefinition<P>> definitions = new TreeMap<>();
    final List<Memory<P, ?>> memories = new ArrayList<>();
    final Map<String, Pin> pins = new TreeMap<>();

    /** What was found to be wrong while it was declared. */
    final List<String> problems = new ArrayList<>();

    private final Map<String, String> origins = new TreeMap<>();

    /** An older version that is appended until a gate opens. */
    record Pin(EventSchema schema, BooleanSupplier open, String origin) {}

    void event(String type, int[] versions, String origin) {
        String earlier = origins.putIfAbsent(type, origin);
        if (earlier != null) {
            problems.add("event " + type + " is declared at " + earlier + " and at " + origin);
        }
        TreeSet<Integer> all = released.computeIfAbsent(type, any -> new TreeSet<>());
        if (versions.length == 0) {
            problems.add("event " + type + " is declared without versions at " + origin);
        }
        for (int version : versions) {
            EventSchema schema = new EventSchema(type, version);
            if (!all.add(version) && earlier == null) {
                problems.add(schema + " is named twice at " + origin);
            }
        }
    }

    void define(EventDefinition<P> definition, String origin) {
        if (definitions.putIfAbsent(definition.schema(), definition) != null) {
            problems.add(definition.schema() + " is defined again at " + origin);
        }
    }

    void pin(Pin pin) {
        Pin earlier = pins.putIfAbsent(pin.schema().type(), pin);
        if (earlier != null) {
            problems.add("what is appended of " + pin.schema().type() + " is said at " + earlier.origin() + " and at "
                    + pin.origin());
        }
    }

    boolean isReleased(EventSchema schema) {
        TreeSet<Integer> versions = released.get(schema.type());
        return versions != null && versions.contains(schema.version());
    }

    /** The newest version of a type, which is the current one unless a transition leads on from it. */
    @Nullable
    EventSchema newest(String type) {
        TreeSet<Integer> versions = released.get(type);
        return versions == null || versions.isEmpty() ? null : new EventSchema(type, versions.last());
    }

    /** Every released version in order. */
    List<EventSchema> schemas() {
        List<EventSchema> all = new ArrayList<>();
        released.forEach((type, versions) -> versions.forEach(version -> all.add(new EventSchema(type, version))));
        return all;
    }

    /** The first transition that leads up from each version. */
    Map<EventSchema, Declared<P>> up() {
        return first(false);
    }

    Map<EventSchema, Declared<P>> down() {
        return first(true);
    }

    private Map<EventSchema, Declared<P>> first(boolean down) {
        Map<EventSchema, Declared<P>> first = new LinkedHashMap<>();
        for (Declared<P> declared : transitions) {
            if (declared.isDown() == down) {
                first.putIfAbsent(declared.from(), declared);
            }
        }
        return first;
    }

    /** Why a schema isn't a released version, with those that are. */
    String unknown(EventSchema schema) {
        TreeSet<Integer> versions = released.get(schema.type());
        return versions == null
                ? "no event " + schema.type() + " is declared; there are " + list(released.keySet())
                : schema.type() + " has the versions " + list(versions);
    }

    /** At most ten of them, so that a message stays readable. */
    static String list(Collection<?> all) {
        String some =
                String.join(", ", all.stream().limit(10).map(Object::toString).toList());
        return all.isEmpty() ? "none" : all.size() <= 10 ? some : some + " and " + (all.size() - 10) + " more";
    }
}
