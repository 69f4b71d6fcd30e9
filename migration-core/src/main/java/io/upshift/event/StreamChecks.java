package io.upshift.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold for what is remembered along a stream: whatever is needed is remembered, by a type that is read. */
final class StreamChecks {
    private StreamChecks() {}

    static <P> List<String> of(Declarations<P> declared) {
        List<String> wrong = new ArrayList<>();
        Map<String, StreamKey<?>> keys = new HashMap<>();
        for (Memory<P, ?> memory : declared.memories) {
            EventSchema current = declared.newest(memory.type());
            if (current == null || declared.up().containsKey(current)) {
                wrong.add("'" + memory.key() + "' is remembered from " + memory.type()
                        + ", which has no current version");
            }
            StreamKey<?> other = keys.putIfAbsent(memory.key().name(), memory.key());
            if (other != null && !other.equals(memory.key())) {
                wrong.add("'" + memory.key() + "' is remembered as "
                        + other.type().getName() + " and as "
                        + memory.key().type().getName());
            }
        }
        for (Declared<P> transition : declared.transitions) {
            for (StreamKey<?> key : transition.transition().needs()) {
                if (transition.isDown()) {
                    wrong.add(
                            transition.origin() + " needs '" + key + "', and an event is appended without its stream");
                } else if (!keys.containsValue(key)) {
                    wrong.add(transition.origin() + " needs '" + key + "', which no event is remembered for; there are "
                            + Declarations.list(keys.keySet()));
                }
            }
        }
        return wrong;
    }
}
