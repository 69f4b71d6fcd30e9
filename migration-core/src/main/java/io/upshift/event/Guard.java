package io.upshift.event;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an upcaster must return.
 *
 * @param says which version a payload says it is; null when payloads don't say
 */
record Guard<P>(Class<? super P> payloadType, @Nullable Function<? super P, ? extends @Nullable EventSchema> says) {

    boolean asks() {
        return says != null;
    }

    /** Why this isn't the version that was promised; null when it is. */
    @Nullable
    String objection(@Nullable P payload, EventSchema promised) {
        if (payload == null) {
            return "returned null instead of " + promised;
        }
        if (!payloadType.isInstance(payload)) {
            return "returned a " + payload.getClass().getName() + " instead of a " + payloadType.getName();
        }
        EventSchema said = says == null ? null : says.apply(payload);
        return said == null || said.equals(promised)
                ? null
                : "promised " + promised + " and returned a payload that says it is another type or version";
    }
}
