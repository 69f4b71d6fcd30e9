package io.upshift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A schema snapshot as JSON, an object a line. */
final class SchemaSnapshotJson {
    private SchemaSnapshotJson() {}

    static String write(SchemaSnapshot snapshot) {
        return Json.document(
                json -> Json.objects(json, "stores", snapshot.stores().entrySet(), SchemaSnapshotJson::store));
    }

    static SchemaSnapshot read(String text) {
        SortedMap<String, Schema> stores = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            expect(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isStores = json.currentName().equals("stores");
                json.nextToken();
                if (isStores) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        store(json, stores);
                    }
                } else {
                    expect(json.getIntValue() == Json.FORMAT);
                }
            }
            expect(json.currentToken() == JsonToken.END_OBJECT);
        } catch (IOException e) {
            throw MigrationException.failed("The schema snapshot can't be read", "write it again", e);
        }
        return new SchemaSnapshot(stores);
    }

    private static void store(JsonGenerator json, Map.Entry<String, Schema> store) throws IOException {
        json.writeStringField("store", store.getKey());
        json.writeStringField("dialect", store.getValue().dialect());
        json.writeStringField("namespace", store.getValue().namespace());
        json.writeArrayFieldStart("objects");
        for (SchemaObject object : store.getValue().objects()) {
            json.writeStartObject();
            Json.inLine(json, line -> {
                line.writeStringField("kind", object.kind());
                line.writeStringField("name", object.name());
                if (object.table() != null) {
                    line.writeStringField("table", object.table());
                }
                line.writeStringField("definition", object.definition());
                line.writeEndObject();
            });
        }
        json.writeEndArray();
    }

    private static void store(JsonParser json, SortedMap<String, Schema> stores) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        List<SchemaObject> objects = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            if (json.nextToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    objects.add(object(Json.texts(json)));
                }
            } else {
                fields.put(field, json.getText());
            }
        }
        stores.put(text(fields, "store"), new Schema(text(fields, "dialect"), text(fields, "namespace"), objects));
    }

    private static SchemaObject object(Map<String, String> fields) throws IOException {
        return new SchemaObject(
                text(fields, "kind"), text(fields, "name"), fields.get("table"), text(fields, "definition"));
    }

    private static String text(Map<String, String> fields, String field) throws IOException {
        String text = fields.get(field);
        if (text == null) {
            throw new IOException("a " + field + " is missing");
        }
        return text;
    }

    private static void expect(boolean isSo) throws IOException {
        if (!isSo) {
            throw new IOException("it is cut off, or of another format than " + Json.FORMAT);
        }
    }
}
