package io.upshift;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the recorded plan says of a migration's effects; what is empty is left out. */
final class EffectsJson {
    private EffectsJson() {}

    static void write(JsonGenerator json, Effects effects) throws IOException {
        json.writeObjectFieldStart("effects");
        Json.someStrings(json, "added", effects.added());
        Json.someTexts(json, "removed", effects.removed());
        if (!effects.altered().isEmpty()) {
            json.writeObjectFieldStart("altered");
            for (Map.Entry<String, Effects.Alteration> altered :
                    effects.altered().entrySet()) {
                Effects.Alteration definitions = altered.getValue();
                json.writeObjectFieldStart(altered.getKey());
                json.writeStringField("from", definitions.from());
                json.writeStringField("to", definitions.to());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        Json.someStrings(json, "left", effects.left());
        Json.lineOfStrings(json, "tables", effects.tables());
        Json.lineOfStrings(json, "reads", effects.reads());
        json.writeEndObject();
    }

    static Effects read(JsonParser json) throws IOException {
        List<String> added = List.of();
        SortedMap<String, String> removed = new TreeMap<>();
        SortedMap<String, Effects.Alteration> altered = new TreeMap<>();
        List<String> left = List.of();
        List<String> tables = List.of();
        List<String> reads = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "added" -> added = Json.strings(json);
                case "removed" -> removed = Json.texts(json);
                case "altered" -> altered = alterations(json);
                case "left" -> left = Json.strings(json);
                case "tables" -> tables = Json.strings(json);
                case "reads" -> reads = Json.strings(json);
                default -> json.skipChildren();
            }
        }
        return new Effects(added, removed, altered, left, new TreeSet<>(tables), new TreeSet<>(reads));
    }

    private static SortedMap<String, Effects.Alteration> alterations(JsonParser json) throws IOException {
        SortedMap<String, Effects.Alteration> altered = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String identity = json.currentName();
            json.nextToken();
            Map<String, String> definitions = Json.texts(json);
            altered.put(
                    identity,
                    new Effects.Alteration(definitions.getOrDefault("from", ""), definitions.getOrDefault("to", "")));
        }
        return altered;
    }
}
