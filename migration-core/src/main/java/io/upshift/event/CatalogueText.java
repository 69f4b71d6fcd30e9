package io.upshift.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders a registry as Markdown. */
final class CatalogueText {
    private final StringBuilder out = new StringBuilder("# Events\n");
    private final EventRegistry<?> registry;

    private CatalogueText(EventRegistry<?> registry) {
        this.registry = registry;
    }

    static String of(EventRegistry<?> registry) {
        CatalogueText text = new CatalogueText(registry);
        registry.schemas().stream().map(EventSchema::type).distinct().forEach(text::type);
        return text.out.toString();
    }

    private void type(String type) {
        out.append("\n## ").append(type).append("\n\n");
        String current = registry.latest(type)
                .map(latest -> "Read as v" + latest.version() + ".")
                .orElse("Not read as itself any more.");
        EventSchema written = registry.written(type);
        out.append(current);
        if (written != null && !Optional.of(written).equals(registry.latest(type))) {
            out.append(" Appended as v").append(written.version()).append(" until its gate opens.");
        }
        out.append("\n\n| Version | Meaning | Next | Back |\n|---|---|---|---|\n");
        registry.schemas().stream().filter(schema -> schema.type().equals(type)).forEach(this::version);
    }

    private void version(EventSchema schema) {
        row(
                "v" + schema.version(),
                registry.definition(schema).map(EventDefinition::description).orElse(""),
                ways(schema, false),
                ways(schema, true));
    }

    private String ways(EventSchema schema, boolean down) {
        List<String> ways = new ArrayList<>();
        for (Declared<?> edge : registry.transitions()) {
            if (edge.from().equals(schema) && edge.isDown() == down) {
                ways.add(way(edge));
            }
        }
        return String.join("; ", ways);
    }

    private static String way(Declared<?> edge) {
        String to = edge.transition() instanceof EventSplitter<?> splitter
                ? edge.to().isEmpty() ? "dropped" : "up to " + splitter.atMost() + " of " + edge.leadsTo()
                : edge.leadsTo();
        if (edge.transition() instanceof FieldChanges<?> changes) {
            return to + ": " + String.join(", ", changes.describe());
        }
        String loses = edge.transition() instanceof EventDowncaster<?> downcaster ? downcaster.loses() : "";
        return loses.isEmpty() ? to : to + ", loses " + loses;
    }

    private void row(String... cells) {
        for (String cell : cells) {
            out.append("| ").append(cell.replace("|", "\\|").replace("\n", " ")).append(' ');
        }
        out.append("|\n");
    }
}
