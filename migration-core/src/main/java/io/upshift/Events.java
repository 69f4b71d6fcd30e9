package io.upshift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every listener of every event; a listener that throws is logged and changes nothing. */
final class Events {
    private static final Logger log = LoggerFactory.getLogger(MigrationRunner.class);

    private final List<RunListener> listeners;

    Events(List<RunListener> listeners) {
        this.listeners = listeners;
    }

    Events and(RunListener more) {
        List<RunListener> all = new ArrayList<>();
        all.add(more);
        all.addAll(listeners);
        return new Events(all);
    }

    Stream<RemoteCall> calls() {
        return listeners.stream().flatMap(listener -> listener.calls().stream());
    }

    /** One event at a time: a long statement is watched from another thread. */
    synchronized void tell(RunEvent event) {
        for (RunListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                log.warn(
                        "A listener failed and is left out of this event: {}",
                        listener.getClass().getName(),
                        e);
            }
        }
    }
}
