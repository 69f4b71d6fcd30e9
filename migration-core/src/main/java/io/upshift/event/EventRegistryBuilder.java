package io.upshift.event;

import io.upshift.MigrationException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what a service knows of its events; {@link #build} proves it. For one thread. */
public final class EventRegistryBuilder<P> {
    private final Class<? super P> payloadType;
    private final Declarations<P> declarations = new Declarations<>();
    private final Map<EventProblem, EventAction> actions = new EnumMap<>(EventProblem.class);
    private final List<EventModule<P>> including = new ArrayList<>();
    private int defaultVersion = 1;
    private @Nullable Function<? super P, ? extends @Nullable EventSchema> describedBy;

    EventRegistryBuilder(Class<? super P> payloadType) {
        this.payloadType = payloadType;
    }

    /**
     * A type of event.
     *
     * @param released every version that may be stored; the newest is the current one. A type whose newest version is
     *     renamed, split or dropped has none.
     */
    public EventRegistryBuilder<P> event(String type, int... released) {
        declarations.event(type, released, Origin.ofCaller());
        return this;
    }

    /** Says more about a version: a description, a shape, a check of payloads. */
    public EventRegistryBuilder<P> define(EventDefinition<P> definition) {
        declarations.define(definition, Origin.ofCaller());
        return this;
    }

    /** An upcaster, splitter or downcaster. */
    public EventRegistryBuilder<P> add(EventTransition<P> transition) {
        declarations.transitions.add(Declared.of(transition, Origin.of(transition)));
        return this;
    }

    /**
     * What later events of a stream may need from this one.
     *
     * <p>Asked of every event of the type in its current version, also of one that was stored in it, which is then
     * decoded.
     *
     * @param from the value; null leaves the one before
     */
    public <T> EventRegistryBuilder<P> remember(
            StreamKey<T> key, String type, Function<? super P, ? extends @Nullable T> from) {
        declarations.memories.add(new Memory<>(key, type, from));
        return this;
    }

    /** Appends an older version, by downcasting: old pods still run. */
    public EventRegistryBuilder<P> appends(EventSchema older) {
        return appends(older, () -> false);
    }

    /**
     * The same until a gate opens.
     *
     * @param open asked at every append; true once no pod runs that doesn't know the current version
     */
    public EventRegistryBuilder<P> appends(EventSchema older, BooleanSupplier open) {
        declarations.pin(new Declarations.Pin(older, open, Origin.ofCaller()));
        return this;
    }

    /** Declares what a module knows, and the modules that it includes. */
    public EventRegistryBuilder<P> include(EventModule<P> module) {
        if (including.contains(module)) {
            declarations.problems.add("modules include each other in a circle: "
                    + String.join(" → ", including.stream().map(Origin::of).toList()) + " → " + Origin.of(module));
            return this;
        }
        including.add(module);
        module.declare(this);
        including.remove(including.size() - 1);
        return this;
    }

    /**
     * What to do about events that can't be read; to fail, unless said.
     *
     * @throws IllegalArgumentException for passing a failed event through: half upcast, it is neither version
     */
    public EventRegistryBuilder<P> on(EventProblem problem, EventAction action) {
        if (problem == EventProblem.FAILED && action == EventAction.PASS_THROUGH) {
            throw new IllegalArgumentException(
                    "An event whose upcaster fails can't be passed through as if it were current: quarantine it");
        }
        actions.put(problem, action);
        return this;
    }

    /** The version of events that are stored without one; 1 unless said. */
    public EventRegistryBuilder<P> defaultVersion(int version) {
        if (version < 1) {
            throw new IllegalArgumentException("The default version is " + version + ": versions count from 1");
        }
        defaultVersion = version;
        return this;
    }

    /**
     * For payloads that say themselves which event and version they are: checked after every upcaster.
     *
     * @param says null when a payload doesn't say
     */
    public EventRegistryBuilder<P> describedBy(Function<? super P, ? extends @Nullable EventSchema> says) {
        describedBy = says;
        return this;
    }

    /**
     * The registry.
     *
     * @throws MigrationException naming everything that is wrong, at once: versions without a way to the current one,
     *     duplicates, two paths, cycles, unreachable versions, unknown targets, too wide splits, downcasters that have no
     *     counterpart or lose something, and field changes that contradict themselves or a shape
     */
    public EventRegistry<P> build() {
        Map<EventSchema, EventDefinition<P>> definitions = Shapes.derive(declarations);
        List<String> problems = RegistryChecks.of(declarations, definitions);
        if (!problems.isEmpty()) {
            throw MigrationException.refused(
                    "The declared events contradict each other", String.join("; ", problems), "correct what is named");
        }
        Guard<P> guard = new Guard<>(payloadType, describedBy);
        return new EventRegistry<>(declarations, definitions, new ReadPolicy(actions, defaultVersion), guard);
    }
}
