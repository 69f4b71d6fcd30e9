package io.upshift.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every version of every event that a service may find stored, and the proven way of each to its current version.
 *
 * <p>One definition for reading, for rewriting what is stored, and for tests. Immutable and safe for many threads.
 *
 * @param <P> what upcasters work on, such as a map or a JSON tree
 */
public final class EventRegistry<P> {
    private final Map<EventSchema, EventDefinition<P>> definitions;
    private final List<Declared<P>> transitions;
    private final SortedSet<EventSchema> schemas;
    private final Map<String, Declarations.Pin> pins;
    private final Map<EventSchema, Declared<P>> down;
    private final Routes<P> routes;
    private final ReadPolicy policy;
    private final Passage<P> passage;

    EventRegistry(
            Declarations<P> proven,
            Map<EventSchema, EventDefinition<P>> definitions,
            ReadPolicy policy,
            Guard<P> guard) {
        this.definitions = Collections.unmodifiableMap(definitions);
        this.transitions = List.copyOf(proven.transitions);
        this.schemas = Collections.unmodifiableSortedSet(new TreeSet<>(proven.schemas()));
        this.pins = Map.copyOf(proven.pins);
        this.routes = new Routes<>(proven);
        this.policy = policy;
        this.passage = new Passage<>(guard);
        this.down = Map.copyOf(proven.down());
    }

    /** A builder for payloads of a class; an upcaster that returns another class is caught. */
    public static <P> EventRegistryBuilder<P> builder(Class<P> payloadType) {
        return new EventRegistryBuilder<>(payloadType);
    }

    /** A builder for payloads that are maps of plain values. */
    public static EventRegistryBuilder<Map<String, Object>> ofMaps() {
        return new EventRegistryBuilder<>(Map.class);
    }

    /** Every released version, by type and version. */
    public SortedSet<EventSchema> schemas() {
        return schemas;
    }

    /** The version that events of a type are read as; empty when there is no such type, or it is read as another. */
    public Optional<EventSchema> latest(String type) {
        Versions<P> versions = routes.versions(type);
        Node<P> newest = versions == null ? null : versions.find(versions.newest);
        return newest == null || !newest.isCurrent() ? Optional.empty() : Optional.of(newest.schema);
    }

    /** What is said of a version; empty when it isn't released or nothing is said. */
    public Optional<EventDefinition<P>> definition(EventSchema schema) {
        return Optional.ofNullable(definitions.get(schema));
    }

    /** What is wrong with a payload by the definition of its version; empty when nothing is, or nothing is defined. */
    public List<String> check(EventSchema schema, P payload) {
        EventDefinition<P> definition = definitions.get(schema);
        return definition == null ? List.of() : definition.check().problems(payload);
    }

    /** Whether every event of a version comes out as exactly one, so that it can be rewritten where it is. */
    public boolean isOneToOne(EventSchema schema) {
        Node<P> node = routes.find(schema.type(), schema.version());
        return node != null && node.oneToOne;
    }

    /** The version of events that are stored without one. */
    public int defaultVersion() {
        return policy.defaultVersion();
    }

    /** Whether downcasters lead from a version to an older one. */
    public boolean leadsDown(EventSchema from, EventSchema older) {
        EventSchema at = from;
        for (int steps = 0; steps <= down.size(); steps++) {
            Declared<P> edge = down.get(at);
            if (edge == null) {
                return false;
            }
            at = edge.to().iterator().next();
            if (at.equals(older)) {
                return true;
            }
        }
        return false;
    }

    /** Every version that an event of this one may pass or become, this one first; empty when it isn't released. */
    public List<EventSchema> way(EventSchema schema) {
        List<EventSchema> way = new ArrayList<>();
        Node<P> node = routes.find(schema.type(), schema.version());
        if (node != null) {
            collect(node, way);
        }
        return way;
    }

    /** A chain for payloads that are stored the way upcasters work on them; the codec copies. */
    public <S> UpcasterChain<S, P> chain(PayloadCodec<S, P> codec) {
        if (policy.actions().containsValue(EventAction.QUARANTINE)) {
            throw new IllegalArgumentException(
                    "The registry quarantines events: give the chain a quarantine that takes them");
        }
        return new UpcasterChain<>(this, passage, codec, null);
    }

    /** A chain that hands events to a quarantine where the registry says so. */
    public <S> UpcasterChain<S, P> chain(PayloadCodec<S, P> codec, Quarantine<S> quarantine) {
        return new UpcasterChain<>(this, passage, codec, quarantine);
    }

    /** A page of Markdown: every event, its versions, and how each becomes the next. */
    public String catalogue() {
        return CatalogueText.of(this);
    }

    /**
     * What other versions of the service have to know of this one, to be committed with the code.
     *
     * @param service whose events these are
     */
    public EventSnapshot snapshot(String service) {
        return Snapshots.of(this, service);
    }

    /**
     * What breaks a promise of compatibility between the released versions of a type; empty when nothing does.
     *
     * <p>Looks at the shapes alone, as if there were no upcasters. A version without a shape is a finding: nothing is
     * known of it.
     */
    public List<String> incompatibilities(String type, Compatibility promise) {
        return CompatibilityCheck.of(this, type, promise);
    }

    boolean isCurrent(EventSchema schema) {
        Node<P> node = routes.find(schema.type(), schema.version());
        return node != null && node.isCurrent();
    }

    boolean isAppended(EventSchema schema) {
        return schema.equals(written(schema.type()));
    }

    List<Declared<P>> transitions() {
        return transitions;
    }

    Routes<P> routes() {
        return routes;
    }

    ReadPolicy policy() {
        return policy;
    }

    /** The version that is appended while no gate is open; null when the type isn't appended any more. */
    @Nullable
    EventSchema written(String type) {
        Declarations.Pin pin = pins.get(type);
        return pin != null ? pin.schema() : latest(type).orElse(null);
    }

    /** The older version that is appended now; null when it is the current one. */
    @Nullable
    EventSchema appended(String type) {
        Declarations.Pin pin = pins.get(type);
        return pin == null || pin.open().getAsBoolean() ? null : pin.schema();
    }

    List<EventDowncaster<P>> wayDown(StoredEvent<?> event, EventSchema older) {
        List<EventDowncaster<P>> way = new ArrayList<>();
        EventSchema at = event.version() < 1 ? null : new EventSchema(event.type(), event.version());
        while (!older.equals(at)) {
            Declared<P> edge = at == null ? null : down.get(at);
            // A way longer than all downcasters goes round.
            if (edge == null || way.size() > down.size()) {
                throw new EventException(
                        EventProblem.UNKNOWN_VERSION,
                        event + ": no downcasters lead to " + older,
                        "declare them beside the upcasters");
            }
            way.add((EventDowncaster<P>) edge.transition());
            at = edge.to().iterator().next();
        }
        return way;
    }

    EventException whyUnknown(StoredEvent<?> event) {
        return Unknown.why(event, routes.versions(event.type()), schemas);
    }

    private void collect(Node<P> node, List<EventSchema> way) {
        if (!way.contains(node.schema)) {
            way.add(node.schema);
            node.targets.values().stream()
                    .sorted(Comparator.comparing(target -> target.schema))
                    .forEach(target -> collect(target, way));
        }
    }
}
