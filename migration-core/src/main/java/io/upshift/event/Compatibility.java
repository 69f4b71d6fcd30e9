package io.upshift.event;

/**
 * What is promised between versions of an event's schema, in the words of Confluent's Schema Registry.
 *
 * <p>An event store keeps every version, so that new code needs {@link #BACKWARD_TRANSITIVE} or upcasters; a rolling
 * deploy, in which old code reads what new code writes, needs {@link #FULL_TRANSITIVE} or downcasters.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html">Schema
 *     evolution</a>
 */
public enum Compatibility {
    /** Code of a version reads what the version before it wrote. */
    BACKWARD(true, false, false),
    /** Code of a version reads what the next one writes. */
    FORWARD(false, true, false),
    /** Both. */
    FULL(true, true, false),
    /** Code of a version reads what every older one wrote. */
    BACKWARD_TRANSITIVE(true, false, true),
    /** Code of a version reads what every newer one writes. */
    FORWARD_TRANSITIVE(false, true, true),
    /** Both. */
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    Compatibility(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    boolean isBackward() {
        return backward;
    }

    boolean isForward() {
        return forward;
    }

    boolean isTransitive() {
        return transitive;
    }
}
