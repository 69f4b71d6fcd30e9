package io.upshift;

import java.util.stream.Stream;

/** A dry run as JSON; every field is always there, in the same order. */
final class DryRunJson {
    private DryRunJson() {}

    /** An object that came, went or changed; a definition that it doesn't have is null. */
    private record Line(String change, SchemaObject object, boolean isBefore, String after) {}

    static String write(DryRun run) {
        return Json.document(json -> {
            json.writeStringField("service", run.service().name());
            json.writeStringField("serviceVersion", run.service().version());
            json.writeStringField("target", run.target());
            json.writeBooleanField("onLive", run.isOnLive());
            Json.objects(json, "migrations", run.migrations(), (item, tried) -> {
                Json.id(item, tried.id());
                item.writeStringField("description", tried.description());
                Json.string(item, "error", tried.error());
            });
            Json.objects(json, "changes", lines(run.change()).toList(), (item, line) -> {
                item.writeStringField("change", line.change());
                item.writeStringField("kind", line.object().kind());
                item.writeStringField("name", line.object().name());
                Json.string(item, "before", line.isBefore() ? line.object().definition() : null);
                Json.string(item, "after", line.change().equals("removed") ? null : line.after());
            });
            Json.strings(json, "untried", run.untried());
        });
    }

    private static Stream<Line> lines(SchemaChange change) {
        return Stream.of(
                        change.removed().stream().map(gone -> new Line("removed", gone, true, "")),
                        change.added().stream().map(come -> new Line("added", come, false, come.definition())),
                        change.altered().stream()
                                .map(both -> new Line(
                                        "altered",
                                        both.before(),
                                        true,
                                        both.after().definition())))
                .flatMap(lines -> lines);
    }
}
