package io.upshift;

/** How a store is, as JSON; every field is always there, in the same order. */
final class HealthJson {
    private HealthJson() {}

    static String write(Health health) {
        return Json.document(json -> {
            json.writeBooleanField("sound", health.isSound());
            json.writeObjectFieldStart("figures");
            for (var figure : health.figures().entrySet()) {
                json.writeNumberField(figure.getKey(), figure.getValue());
            }
            json.writeEndObject();
            Json.objects(json, "findings", health.findings(), FindingJson::write);
        });
    }
}
