package io.upshift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a store holds apart from its data, as a value: two schemas can be compared, and one can be kept.
 *
 * <p>Immutable. A target that can read one is {@link Inspectable}.
 *
 * @param dialect who worded the definitions, such as {@code postgresql 17}: another version may word the same thing
 *     differently
 * @param namespace where the target's unqualified names lie, such as {@code public}; empty when names have no such part
 * @param objects sorted by identity, each one once
 */
public record Schema(String dialect, String namespace, List<SchemaObject> objects) {

    public Schema {
        objects = List.copyOf(byIdentity(objects).values());
    }

    /** What came, went and changed since an earlier state; empty when the two are alike. */
    public SchemaChange differenceFrom(Schema before) {
        SortedMap<String, SchemaObject> then = byIdentity(before.objects);
        List<SchemaObject> added = new ArrayList<>();
        List<SchemaChange.Altered> altered = new ArrayList<>();
        for (SchemaObject now : objects) {
            SchemaObject old = then.remove(now.identity());
            if (old == null) {
                added.add(now);
            } else if (!old.definition().equals(now.definition())) {
                altered.add(new SchemaChange.Altered(old, now));
            }
        }
        return new SchemaChange(added, List.copyOf(then.values()), altered);
    }

    /** A name or an identity without the namespace in which unqualified names lie. */
    public String relative(String name) {
        return namespace.isEmpty() ? name : name.replaceAll("(^|[ (,])" + Pattern.quote(namespace) + "\\.", "$1");
    }

    /** The names of all tables, whatever kind of table; without views. */
    Set<String> tables() {
        return objects.stream()
                .filter(object -> object.kind().endsWith("table"))
                .map(SchemaObject::name)
                .collect(Collectors.toSet());
    }

    /** Whether there is nothing but what every new store has. */
    public boolean isEmpty() {
        return objects.isEmpty();
    }

    /** All objects by {@link SchemaObject#identity()}. */
    Map<String, SchemaObject> byIdentity() {
        return byIdentity(objects);
    }

    private static SortedMap<String, SchemaObject> byIdentity(List<SchemaObject> objects) {
        SortedMap<String, SchemaObject> byIdentity = new TreeMap<>();
        for (SchemaObject object : objects) {
            byIdentity.put(object.identity(), object);
        }
        return byIdentity;
    }

    /** One line an object. */
    @Override
    public String toString() {
        return String.join("\n", objects.stream().map(SchemaObject::toString).toList());
    }
}
