package io.upshift.event;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a rewrite of stored events has to know of a registry before it changes the first.
 *
 * @param registry whose current versions are to be stored
 */
public record EventRewriting(EventRegistry<?> registry) {

    /** The versions that can be written back where they are: each of their events becomes one current event. */
    public SortedSet<EventSchema> inPlace() {
        TreeSet<EventSchema> versions = new TreeSet<>(registry.schemas());
        versions.removeIf(schema -> !isInPlace(schema.type(), schema.version()));
        return versions;
    }

    /**
     * Whether events of a type and version are to be written back where they are.
     *
     * @param version as {@link StoredEvent#version(Object)} gives it
     */
    public boolean isInPlace(String type, int version) {
        Node<?> node = registry.routes().find(type, meant(version));
        return node != null && !node.isCurrent() && node.oneToOne && !node.needsStream;
    }

    /**
     * Whether events of a type and version stay as they are: they are current, or unknown and not to be read.
     *
     * @param version as {@link StoredEvent#version(Object)} gives it
     */
    public boolean isLeftAlone(String type, int version) {
        return !isInPlace(type, version) && whyNotInPlace(type, version).isEmpty();
    }

    /**
     * Why events of a type and version can't be written back where they are; empty when they can, are current already, or
     * are left alone because the registry passes them through or quarantines them.
     *
     * @param version as {@link StoredEvent#version(Object)} gives it
     */
    public Optional<String> whyNotInPlace(String type, int version) {
        Node<?> node = registry.routes().find(type, meant(version));
        if (node == null) {
            return whyUnread(type, version);
        }
        if (node.needsStream) {
            return Optional.of(node.schema + " needs what came before it in its stream");
        }
        return node.oneToOne ? Optional.empty() : Optional.of(node.schema + " doesn't become exactly one event");
    }

    /**
     * Why events of a type and version can't be read one by one, whatever they hold; empty when they can, or when the
     * registry passes them through or quarantines them.
     *
     * @param version as {@link StoredEvent#version(Object)} gives it
     */
    public Optional<String> whyNotOneByOne(String type, int version) {
        Node<?> node = registry.routes().find(type, meant(version));
        if (node == null) {
            return whyUnread(type, version);
        }
        return node.needsStream
                ? Optional.of(node.schema + " needs what came before it in its stream")
                : Optional.empty();
    }

    private Optional<String> whyUnread(String type, int version) {
        EventException why = registry.whyUnknown(StoredEvent.of(type, meant(version), ""));
        return registry.policy().on(why.problem()) == EventAction.FAIL
                ? Optional.of(String.valueOf(why.getMessage()))
                : Optional.empty();
    }

    private int meant(int version) {
        return version == StoredEvent.NO_VERSION ? registry.defaultVersion() : version;
    }
}
