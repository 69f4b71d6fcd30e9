package io.upshift;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What the recorded plan says of what statements did; a statement that did nothing worth saying is left out. */
final class TracesJson {
    private TracesJson() {}

    /** @param traces one a statement */
    static void write(JsonGenerator json, List<StatementTrace> traces) throws IOException {
        if (traces.stream().allMatch(StatementTrace::isQuiet)) {
            return;
        }
        json.writeArrayFieldStart("traces");
        for (int i = 0; i < traces.size(); i++) {
            StatementTrace trace = traces.get(i);
            if (!trace.isQuiet()) {
                int number = i + 1;
                json.writeStartObject();
                Json.inLine(json, line -> write(line, number, trace));
            }
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, int number, StatementTrace trace) throws IOException {
        json.writeNumberField("statement", number);
        Json.someTexts(json, "locks", trace.locks());
        Json.someStrings(json, "scans", trace.scans().keySet());
        Json.someTexts(json, "rewrites", trace.rewrites());
        Json.someStrings(json, "rebuilt", trace.rebuilt());
        Json.someStrings(json, "invalid", trace.invalid());
        Json.someStrings(json, "held", trace.held());
        json.writeEndObject();
    }

    /** By the number of the statement, from 1; it may stand before the statements themselves. */
    static Map<Integer, StatementTrace> read(JsonParser json) throws IOException {
        Map<Integer, StatementTrace> traces = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            readOne(json, traces);
        }
        return traces;
    }

    /** One a statement; none at all when nothing was traced. */
    static List<StatementTrace> all(Map<Integer, StatementTrace> traces, List<String> statements) {
        return traces.isEmpty()
                ? List.of()
                : IntStream.range(0, statements.size())
                        .mapToObj(i -> traces.getOrDefault(i + 1, StatementTrace.none("", Duration.ZERO))
                                .of(statements.get(i)))
                        .toList();
    }

    private static void readOne(JsonParser json, Map<Integer, StatementTrace> traces) throws IOException {
        int number = 0;
        SortedMap<String, String> locks = new TreeMap<>();
        SortedMap<String, Long> scans = new TreeMap<>();
        SortedMap<String, String> rewrites = new TreeMap<>();
        List<String> rebuilt = List.of();
        List<String> invalid = List.of();
        List<String> held = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "statement" -> number = json.getIntValue();
                case "locks" -> locks = Json.texts(json);
                case "scans" -> Json.strings(json).forEach(table -> scans.put(table, 0L));
                case "rewrites" -> rewrites = Json.texts(json);
                case "rebuilt" -> rebuilt = Json.strings(json);
                case "invalid" -> invalid = Json.strings(json);
                case "held" -> held = Json.strings(json);
                default -> json.skipChildren();
            }
        }
        traces.put(
                number,
                new StatementTrace("", locks, new TreeSet<>(), scans, rewrites, rebuilt, invalid, held, Duration.ZERO));
    }
}
