package io.upshift.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.upshift.MigrationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SnapshotJson} writes. */
final class SnapshotReader {
    private final JsonParser json;

    private SnapshotReader(JsonParser json) {
        this.json = json;
    }

    static EventSnapshot read(String text) {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            return new SnapshotReader(json).snapshot();
        } catch (IOException | IllegalArgumentException e) {
            throw MigrationException.failed("The snapshot of events can't be read", "take it again", e);
        }
    }

    private EventSnapshot snapshot() throws IOException {
        String[] service = {""};
        Map<String, EventSnapshot.Event> events = new TreeMap<>();
        json.nextToken();
        int[] format = {0};
        fields(name -> {
            switch (name) {
                case "format" -> format[0] = json.getIntValue();
                case "service" -> service[0] = json.getText();
                case "events" -> fields(type -> events.put(type, event()));
                default -> json.skipChildren();
            }
        });
        if (format[0] != SnapshotJson.FORMAT) {
            throw new IllegalArgumentException("its format isn't " + SnapshotJson.FORMAT);
        }
        return new EventSnapshot(service[0], events);
    }

    private EventSnapshot.Event event() throws IOException {
        Map<Integer, @Nullable EventShape> reads = new TreeMap<>();
        Integer[] appends = {null};
        EventAction[] onNewer = {EventAction.FAIL};
        fields(name -> {
            switch (name) {
                case "appends" -> appends[0] = json.currentToken() == JsonToken.VALUE_NULL ? null : json.getIntValue();
                case "onNewer" -> onNewer[0] = EventAction.valueOf(constant());
                case "reads" -> fields(version -> reads.put(Integer.valueOf(version), shape()));
                default -> json.skipChildren();
            }
        });
        return new EventSnapshot.Event(reads, appends[0], onNewer[0]);
    }

    private @Nullable EventShape shape() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        boolean[] closed = {false};
        List<String> undecided = new ArrayList<>();
        Map<String, EventField> all = new TreeMap<>();
        fields(name -> {
            switch (name) {
                case "closed" -> closed[0] = json.getBooleanValue();
                case "undecided" -> strings(undecided);
                case "fields" -> fields(field -> all.put(field, field()));
                default -> json.skipChildren();
            }
        });
        return new EventShape(all, closed[0], undecided);
    }

    private EventField field() throws IOException {
        FieldType[] type = {FieldType.ANY};
        boolean[] required = {false};
        boolean[] nullable = {false};
        List<String> values = new ArrayList<>();
        @Nullable EventShape[] object = {null};
        fields(name -> {
            switch (name) {
                case "type" -> type[0] = FieldType.valueOf(constant());
                case "required" -> required[0] = json.getBooleanValue();
                case "nullable" -> nullable[0] = json.getBooleanValue();
                case "values" -> strings(values);
                case "object" -> object[0] = shape();
                default -> json.skipChildren();
            }
        });
        return new EventField(type[0], required[0], nullable[0], new HashSet<>(values), object[0]);
    }

    private void strings(List<String> into) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            into.add(json.getText());
        }
    }

    private String constant() throws IOException {
        return json.getText().toUpperCase(Locale.ROOT);
    }

    /** Calls for each field of the object that the parser is at, which then is at the field's value. */
    private void fields(Field each) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException(
                    "an object is missing at line " + json.currentLocation().getLineNr());
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            each.read(name);
        }
    }

    private interface Field {
        void read(String name) throws IOException;
    }
}
