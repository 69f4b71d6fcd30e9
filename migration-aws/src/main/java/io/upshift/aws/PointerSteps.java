package io.upshift.aws;

import io.upshift.Step;
import io.upshift.StepException;
import java.time.InstantSource;

/** Switches a pointer between two hosts that earlier steps have noted, and back. */
final class PointerSteps {
    static final String SWITCHED_AT = "switched.at";
    private static final String SEEN = "pointer.seen";
    private static final String SWITCHED = "pointer.switched";

    private final SsmPointer pointer;
    private final InstantSource clock;

    PointerSteps(SsmPointer pointer, InstantSource clock) {
        this.pointer = pointer;
        this.clock = clock;
    }

    /** Notes the version that the switch has to find, when the pointer is where it should be. */
    void look(Notes notes, String host) throws StepException {
        notes.put(SEEN, String.valueOf(pointer.require(host).version()));
    }

    /**
     * @param from the note with the host that serves now
     * @param to the note with the host that is to serve
     */
    Step<Notes> move(String name, String from, String to) {
        return Doing.step(
                name,
                notes -> {
                    long version = pointer.move(notes.get(from), notes.get(to), Long.parseLong(notes.get(SEEN)));
                    notes.put(SWITCHED, String.valueOf(version));
                    notes.put(SWITCHED_AT, clock.instant().toString());
                },
                notes -> back(notes, notes.get(from), notes.get(to)));
    }

    private void back(Notes notes, String from, String to) throws StepException {
        SsmPointer.Reading now = pointer.read();
        if (now.isAt(from) && !now.isAt(to)) {
            return;
        }
        long seen = notes.has(SWITCHED) ? Long.parseLong(notes.get(SWITCHED)) : now.version();
        pointer.move(to, from, seen);
    }
}
