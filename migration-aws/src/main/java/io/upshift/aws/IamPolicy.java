package io.upshift.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import io.upshift.RemoteCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The smallest IAM policy that a run needs, from the calls that its plan names. */
public final class IamPolicy {
    private IamPolicy() {}

    /**
     * A policy document, with one statement for each group of actions on the same resources; the same calls give the same
     * text.
     */
    public static String of(List<RemoteCall> calls) {
        Map<String, TreeSet<String>> resources = new TreeMap<>();
        calls.forEach(call -> resources
                .computeIfAbsent(call.permission(), permission -> new TreeSet<>())
                .add(call.resource()));
        Map<String, List<String>> statements = new TreeMap<>();
        resources.forEach((permission, on) -> statements
                .computeIfAbsent(String.join("\n", on), key -> new ArrayList<>())
                .add(permission));
        return JsonText.page(json -> {
            json.writeStringField("Version", "2012-10-17");
            json.writeArrayFieldStart("Statement");
            for (Map.Entry<String, List<String>> statement : statements.entrySet()) {
                statement(json, statement.getValue(), List.of(statement.getKey().split("\n", -1)));
            }
            json.writeEndArray();
        });
    }

    private static void statement(JsonGenerator json, List<String> actions, List<String> resources) throws IOException {
        json.writeStartObject();
        json.writeStringField("Effect", "Allow");
        JsonText.strings(json, "Action", actions);
        JsonText.strings(json, "Resource", resources);
        json.writeEndObject();
    }
}
