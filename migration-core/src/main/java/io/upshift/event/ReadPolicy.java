package io.upshift.event;

import java.util.Map;

/** What is done about events that can't be read, and which version those have that say none. */
record ReadPolicy(Map<EventProblem, EventAction> actions, int defaultVersion) {

    ReadPolicy {
        actions = Map.copyOf(actions);
    }

    EventAction on(EventProblem problem) {
        return actions.getOrDefault(problem, EventAction.FAIL);
    }
}
