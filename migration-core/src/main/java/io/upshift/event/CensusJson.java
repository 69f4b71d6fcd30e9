package io.upshift.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Set;

/** Writes a census. */
final class CensusJson {
    private static final int FORMAT = 1;

    private CensusJson() {}

    static String write(EventCensus census, EventRegistry<?> registry) {
        StringWriter out = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try (JsonGenerator json = new JsonFactory().createGenerator(out).setPrettyPrinter(printer)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeNumberField("events", census.population());
            json.writeNumberField("counted", census.sample());
            json.writeBooleanField("exact", census.isExact());
            json.writeNumberField("unreadable", census.unreadable());
            json.writeArrayFieldStart("versions");
            Set<EventSchema> deletable = census.deletable(registry);
            for (EventCount count : census.counts(registry)) {
                version(json, count, registry, deletable.contains(count.schema()));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    private static void version(JsonGenerator json, EventCount count, EventRegistry<?> registry, boolean isDeletable)
            throws IOException {
        EventSchema schema = count.schema();
        json.writeStartObject();
        json.writeStringField("type", schema.type());
        json.writeNumberField("version", schema.version());
        json.writeNumberField("counted", count.counted());
        json.writeNumberField("estimate", count.estimate());
        json.writeNumberField("low", count.low());
        json.writeNumberField("high", count.high());
        json.writeBooleanField("known", registry.schemas().contains(schema));
        json.writeBooleanField("current", registry.isCurrent(schema));
        json.writeBooleanField("deletable", isDeletable);
        json.writeEndObject();
    }
}
