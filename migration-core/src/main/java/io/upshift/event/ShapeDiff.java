package io.upshift.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a reader misses in what a writer writes. */
final class ShapeDiff {
    private final List<String> found = new ArrayList<>();

    private ShapeDiff() {}

    static List<String> of(EventShape reader, EventShape writer) {
        ShapeDiff diff = new ShapeDiff();
        diff.objects("", reader, writer);
        return List.copyOf(diff.found);
    }

    private void objects(String at, EventShape reader, EventShape writer) {
        undecided("the reader's schema", at, reader, writer);
        undecided("the writer's schema", at, writer, reader);
        reader.fields()
                .forEach((name, wanted) ->
                        field(at + name, wanted, writer.fields().get(name)));
        if (reader.closed()) {
            for (Map.Entry<String, EventField> field : writer.fields().entrySet()) {
                if (!reader.fields().containsKey(field.getKey())) {
                    found.add(at + field.getKey() + " is written, and the reader refuses fields that it doesn't know");
                }
            }
        }
    }

    /** What both say in the same words doesn't come between them. */
    private void undecided(String whose, String at, EventShape shape, EventShape other) {
        for (String what : shape.undecided()) {
            if (!other.undecided().contains(what)) {
                found.add(whose + " says " + at + what + ", which can't be compared");
            }
        }
    }

    private void field(String at, EventField wanted, @Nullable EventField written) {
        if (written == null) {
            if (wanted.required()) {
                found.add(at + " is required by the reader and never written");
            }
            return;
        }
        if (wanted.required() && !written.required()) {
            found.add(at + " is required by the reader and not always written");
        }
        if (written.nullable() && !wanted.nullable() && wanted.type() != FieldType.ANY) {
            found.add(at + " may be written as null, which the reader refuses");
        }
        if (!wanted.type().reads(written.type())) {
            found.add(at + " is written as " + word(written.type()) + " and read as " + word(wanted.type()));
            return;
        }
        values(at, wanted, written);
        if (wanted.object() != null && written.object() != null) {
            objects(at + (wanted.type() == FieldType.LIST ? "[]." : "."), wanted.object(), written.object());
        } else if (wanted.object() != null && !wanted.object().fields().isEmpty()) {
            found.add(at + " is known inside by the reader, and nothing is said of what is written into it");
        }
    }

    private void values(String at, EventField wanted, EventField written) {
        if (wanted.values().isEmpty()) {
            return;
        }
        if (written.values().isEmpty()) {
            found.add(at + " may be written with any text, and the reader knows only " + wanted.values());
            return;
        }
        TreeSet<String> unknown = new TreeSet<>(written.values());
        unknown.removeAll(wanted.values());
        if (!unknown.isEmpty()) {
            found.add(at + " may be written as one of " + unknown + ", which the reader doesn't know");
        }
    }

    private static String word(FieldType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
