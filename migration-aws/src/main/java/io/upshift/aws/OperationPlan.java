package io.upshift.aws;

import io.upshift.Entry;
import io.upshift.RemoteCall;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operation is about to do, for whoever confirms it; nothing has been changed yet.
 *
 * @param operation with its name, such as {@code blue-green/orders-db/1.4.0 switch}
 * @param steps what will be done, in order; those that an earlier try has done are left out when it is carried out
 * @param consequences what can't be had back, or is worth knowing, each in a sentence
 * @param calls every call that it may make, for an {@link IamPolicy}
 */
public record OperationPlan(String operation, List<String> steps, List<String> consequences, List<RemoteCall> calls) {
    private static final int TOKEN = 8;

    /** In words to be shown to a person. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add(operation + ":");
        steps.forEach(step -> lines.add("  - " + step));
        consequences.forEach(consequence -> lines.add("  ! " + consequence));
        return String.join("\n", lines);
    }

    /** One JSON object, with the token. */
    public String toJson() {
        return JsonText.page(json -> {
            json.writeStringField("operation", operation);
            JsonText.strings(json, "steps", steps);
            JsonText.strings(json, "consequences", consequences);
            json.writeStringField("token", token());
            json.writeArrayFieldStart("calls");
            for (RemoteCall call : calls) {
                json.writeStartObject();
                json.writeStringField("permission", call.permission());
                json.writeStringField("resource", call.resource());
                json.writeStringField("purpose", call.purpose());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** To be typed back by whoever has read it: the same for a retry, and another for any other operation. */
    public String token() {
        return Entry.sha256(operation + "\n" + String.join("\n", steps)).substring(0, TOKEN);
    }
}
