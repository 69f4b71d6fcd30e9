package io.upshift.testkit;

import io.upshift.event.EventRegistry;
import io.upshift.event.UpcasterChain;

/** AssertJ assertions on event upcasters; needs jackson-databind. */
public final class EventAssertions {
    private EventAssertions() {}

    /** Assertions on a chain whose events are JSON texts, such as {@code registry.chain(JsonCodec.text(mapper))}. */
    public static <P> ChainAssert<P> assertThatChain(UpcasterChain<String, P> chain) {
        return new ChainAssert<>(chain);
    }

    /** Assertions on what a release reads and appends. */
    public static RegistryAssert assertThatRegistry(EventRegistry<?> registry) {
        return new RegistryAssert(registry);
    }
}
