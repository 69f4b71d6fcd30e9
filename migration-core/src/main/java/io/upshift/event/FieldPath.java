package io.upshift.event;

import java.util.List;
import java.util.stream.Stream;

/** Where a field lies: its name, or the names that lead to it. */
record FieldPath(String text, List<String> parents, String name) {

    /**
     * @param text names with dots between them, or a JSON pointer (RFC 6901), which begins with a slash, for names that
     *     hold dots
     */
    static FieldPath parse(String text) {
        List<String> names = text.startsWith("/")
                ? Stream.of(text.substring(1).split("/", -1))
                        .map(FieldPath::unescaped)
                        .toList()
                : List.of(text.split("\\.", -1));
        if (!text.startsWith("/") && names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no field: write a name, or names with dots between them");
        }
        int last = names.size() - 1;
        return new FieldPath(text, List.copyOf(names.subList(0, last)), names.get(last));
    }

    boolean isTop() {
        return parents.isEmpty();
    }

    /** Whether one lies in the other, or both are the same. */
    boolean overlaps(FieldPath other) {
        List<String> mine = all();
        List<String> theirs = other.all();
        int common = Math.min(mine.size(), theirs.size());
        return mine.subList(0, common).equals(theirs.subList(0, common));
    }

    /** Another field of the same object. */
    FieldPath sibling(String other) {
        String escaped = other.replace("~", "~0").replace("/", "~1");
        String at = text.startsWith("/")
                ? text.substring(0, text.lastIndexOf('/') + 1) + escaped
                : text.substring(0, text.lastIndexOf('.') + 1) + other;
        return new FieldPath(at, parents, other);
    }

    private List<String> all() {
        return Stream.concat(parents.stream(), Stream.of(name)).toList();
    }

    private static String unescaped(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    @Override
    public String toString() {
        return text;
    }
}
