package io.upshift.event;

import java.util.Map;

/**
 * Between what a store holds and what upcasters work on; asked once each way for an event, however many versions it
 * passes, and not at all for an event at its current version.
 *
 * <p>Safe for many threads. Whatever it throws makes the event unreadable; the message is not passed on, since it may
 * quote the payload.
 *
 * @param <S> what the store holds, such as {@code byte[]} or a map of attributes
 * @param <P> what upcasters work on
 */
public interface PayloadCodec<S, P> {

    /** A payload of its own: upcasters may change it, and what is stored stays as it is. */
    P decode(S stored) throws Exception;

    S encode(P payload) throws Exception;

    /**
     * For payloads that are maps, lists and immutable values already: decoding copies maps and lists.
     *
     * <p>The values are taken as they are, so any that can be changed are shared with what is stored.
     */
    static PayloadCodec<Map<String, Object>, Map<String, Object>> maps() {
        return MapCodec.INSTANCE;
    }
}
