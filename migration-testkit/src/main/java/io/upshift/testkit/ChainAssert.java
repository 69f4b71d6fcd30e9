package io.upshift.testkit;

import io.upshift.event.EventReader;
import io.upshift.event.EventSchema;
import io.upshift.event.StoredEvent;
import io.upshift.event.UpcasterChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on what a chain makes of JSON texts. */
public final class ChainAssert<P> extends AbstractAssert<ChainAssert<P>, UpcasterChain<String, P>> {
    private static final String STREAM = "sample";

    ChainAssert(UpcasterChain<String, P> chain) {
        super(chain, ChainAssert.class);
    }

    /** Upcasts an event with nothing before it in its stream. */
    public UpcastAssert upcasts(String type, int version, String json) {
        return new UpcastAssert(StoredEvent.of(type, version, json), upcast(StoredEvent.of(type, version, json)));
    }

    /** Brings an event up to the current version and down to its own, which has to make the same JSON again. */
    public ChainAssert<P> roundTrips(String type, int version, String json) {
        EventSchema own = EventSchema.of(type, version);
        StoredEvent<String> event = StoredEvent.of(type, version, json);
        List<StoredEvent<String>> current = upcast(event);
        if (current.size() != 1) {
            failWithMessage("%s becomes %s events, so there is no way back", own, current.size());
        }
        String back = chain().downcast(current.get(0), own).payload();
        if (!JsonTexts.same(json, back)) {
            failWithMessage(
                    "%nExpecting %s to come back as%n%s%nand it came back as%n%s",
                    own, JsonTexts.pretty(json), JsonTexts.pretty(back));
        }
        return this;
    }

    /**
     * Asserts that a folder of samples loads: {@code <type>/v<version>/<name>.json}, as it was stored, with what it has
     * to become beside it in {@code <name>.golden.json}.
     *
     * <p>Fails when a released version has no sample, a sample has no golden file or differs from it, or what it becomes
     * breaks its definition. {@code -D}{@value SampleFolder#WRITE}{@code =true} writes the golden files instead of
     * comparing them.
     */
    public ChainAssert<P> loadsEveryVersionIn(Path folder) throws IOException {
        return load(folder, null);
    }

    /** The same, and every sample is read by the service's own reader too. */
    public ChainAssert<P> loadsEveryVersionIn(Path folder, EventReader<String, P, ?> reader) throws IOException {
        return load(folder, reader);
    }

    private ChainAssert<P> load(Path folder, @Nullable EventReader<String, P, ?> reader) throws IOException {
        SampleFolder samples = SampleFolder.of(folder);
        List<String> wrong = new ArrayList<>(samples.missing(chain().registry().schemas()));
        for (SampleFolder.Sample sample : samples.all()) {
            try {
                wrong.addAll(load(sample, reader));
            } catch (RuntimeException e) {
                wrong.add(sample + ": " + e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            failWithMessage("%nNot every version in %s loads:%n%s", folder, String.join("\n", wrong));
        }
        return this;
    }

    private List<String> load(SampleFolder.Sample sample, @Nullable EventReader<String, P, ?> reader)
            throws IOException {
        List<StoredEvent<String>> current = upcast(sample.event());
        List<String> wrong = new ArrayList<>(sample.compare(current));
        for (StoredEvent<String> event : current) {
            chain().check(event).forEach(problem -> wrong.add(sample + ": as " + event + " " + problem));
        }
        if (reader != null) {
            chain().stream(STREAM).read(sample.event().at(STREAM, 0), reader, read -> {
                if (read == null) {
                    wrong.add(sample + ": the service's reader makes nothing of it");
                }
            });
        }
        return wrong;
    }

    private List<StoredEvent<String>> upcast(StoredEvent<String> event) {
        return chain().stream(STREAM).upcast(event.at(STREAM, 0));
    }

    private UpcasterChain<String, P> chain() {
        isNotNull();
        return actual;
    }
}
