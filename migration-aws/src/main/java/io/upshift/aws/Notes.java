package io.upshift.aws;

import io.upshift.StepException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the steps of an operation leave for later steps and for later processes, such as names and times; kept in its
 * journal with the entry of the step. Used by one thread.
 */
final class Notes {
    private final Map<String, String> notes;

    Notes(Map<String, String> notes) {
        this.notes = new TreeMap<>(notes);
    }

    void put(String name, String value) {
        notes.put(name, value);
    }

    boolean has(String name) {
        return notes.containsKey(name);
    }

    /** @throws StepException when no step has left it */
    String get(String name) throws StepException {
        String value = notes.get(name);
        if (value == null) {
            throw new StepException(
                    "the operation's journal has no " + name, "see whether its journal is the one it was begun with");
        }
        return value;
    }

    Map<String, String> all() {
        return Map.copyOf(notes);
    }
}
