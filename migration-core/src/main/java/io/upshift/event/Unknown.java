package io.upshift.event;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Says why the registry has no such version, and what there is instead. */
final class Unknown {
    private Unknown() {}

    static EventException why(StoredEvent<?> event, @Nullable Versions<?> versions, Collection<EventSchema> schemas) {
        if (event.version() == StoredEvent.BAD_VERSION) {
            return new EventException(
                    EventProblem.BAD_VERSION,
                    event.toString(),
                    "correct the version in the store, or say what to do about BAD_VERSION");
        }
        if (versions == null) {
            var types = schemas.stream().map(EventSchema::type).distinct().toList();
            return new EventException(
                    EventProblem.UNKNOWN_TYPE,
                    event + ": there is no such type; there are " + Declarations.list(types),
                    "declare it, or say what to do about UNKNOWN_TYPE");
        }
        String known = Declarations.list(schemas.stream()
                .filter(schema -> schema.type().equals(event.type()))
                .map(EventSchema::version)
                .toList());
        if (event.version() > versions.newest) {
            return new EventException(
                    EventProblem.NEWER_VERSION,
                    event + ": it is newer than the known versions " + known,
                    "deploy the code that knows it, or let newer code append v" + versions.newest
                            + " until this code is gone");
        }
        return new EventException(
                EventProblem.UNKNOWN_VERSION,
                event + ": there is no such version; there are " + known,
                "declare it, or say what to do about UNKNOWN_VERSION");
    }
}
