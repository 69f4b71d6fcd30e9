package io.upshift;

import com.fasterxml.jackson.core.JsonGenerator;
import io.upshift.Preflight.Finding;
import java.io.IOException;

/** A finding as JSON, in a report and in a plan. */
final class FindingJson {
    private FindingJson() {}

    static void write(JsonGenerator json, Finding finding) throws IOException {
        Preflight.Detail detail = finding.detail();
        Json.word(json, "severity", finding.severity());
        json.writeStringField("rule", finding.rule());
        Json.string(json, "id", finding.id() == null ? null : finding.id().toString());
        json.writeStringField("what", finding.what());
        json.writeStringField("next", finding.next());
        Json.string(json, "place", detail.place());
        Json.string(json, "subject", detail.subject());
        Json.string(json, "recipe", detail.recipe());
        Json.string(json, "suppressed", detail.suppressed());
        Json.texts(json, "facts", detail.facts());
    }
}
