package io.upshift.event;

/** One of the events that a split makes. */
public record EventPart<P>(EventSchema schema, P payload) {

    public static <P> EventPart<P> of(EventSchema schema, P payload) {
        return new EventPart<>(schema, payload);
    }

    /** The schema alone, without the payload. */
    @Override
    public String toString() {
        return schema.toString();
    }
}
