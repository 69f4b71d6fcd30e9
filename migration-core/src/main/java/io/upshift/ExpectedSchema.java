package io.upshift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The tables, columns, indexes and other objects that a service needs in a store; what else there is doesn't matter.
 *
 * <p>Names are the store's own, with or without the namespace in which unqualified names lie. Kinds and definitions are
 * those of its {@link Schema}, which {@code validate --schema --write FILE} shows: DynamoDB has the kinds {@code table},
 * {@code global index}, {@code local index}, {@code billing mode}, {@code stream}, {@code time to live},
 * {@code point-in-time recovery}, {@code deletion protection} and {@code encryption}. Immutable: each method returns a
 * changed copy.
 */
public final class ExpectedSchema implements Expectation {
    private static final int SHOWN = 8;

    private final Inspectable<?> target;
    private final List<Wanted> wanted;

    private ExpectedSchema(Inspectable<?> target, List<Wanted> wanted) {
        this.target = target;
        this.wanted = wanted;
    }

    /** One object; an empty definition means any. */
    private record Wanted(String what, Predicate<String> kind, String name, String definition) {}

    /** Expects nothing yet. */
    public static ExpectedSchema on(Inspectable<?> target) {
        return new ExpectedSchema(target, List.of());
    }

    /** Tables of any kind, such as partitioned ones. */
    public ExpectedSchema tables(String... names) {
        ExpectedSchema all = this;
        for (String name : names) {
            all = all.and(new Wanted("table", kind -> kind.endsWith("table"), name, ""));
        }
        return all;
    }

    public ExpectedSchema columns(String table, String... names) {
        ExpectedSchema all = this;
        for (String name : names) {
            all = all.has("column", table + "." + name);
        }
        return all;
    }

    /** An index of any kind: in PostgreSQL by its own name, in DynamoDB as {@code table.index}. */
    public ExpectedSchema index(String name) {
        return and(new Wanted("index", kind -> kind.endsWith("index"), name, ""));
    }

    /** An object of a kind, whatever its definition. */
    public ExpectedSchema has(String kind, String name) {
        return has(kind, name, "");
    }

    /** An object of a kind with this definition. */
    public ExpectedSchema has(String kind, String name, String definition) {
        return and(new Wanted(kind, kind::equals, name, definition));
    }

    @Override
    public List<String> unmet() {
        Schema schema = target.inspect();
        List<String> unmet = new ArrayList<>();
        for (Wanted one : wanted) {
            Optional<SchemaObject> there = schema.objects().stream()
                    .filter(object -> one.kind().test(object.kind()))
                    .filter(object -> isNamed(schema, object, one.name()))
                    .findFirst();
            if (there.isEmpty()) {
                unmet.add(target.describe() + " has no " + one.what() + " " + one.name() + others(schema, one));
            } else if (!one.definition().isEmpty() && !there.get().definition().equals(one.definition())) {
                unmet.add(target.describe() + " has the " + there.get() + ", and not " + one.definition());
            }
        }
        return unmet;
    }

    private static boolean isNamed(Schema schema, SchemaObject object, String name) {
        return object.name().equals(name) || schema.relative(object.name()).equals(name);
    }

    private static String others(Schema schema, Wanted wanted) {
        List<String> others = schema.objects().stream()
                .filter(object -> wanted.kind().test(object.kind()))
                .map(object -> schema.relative(object.name()))
                .toList();
        return others.isEmpty() || others.size() > SHOWN ? "" : " (it has " + String.join(", ", others) + ")";
    }

    private ExpectedSchema and(Wanted one) {
        List<Wanted> more = new ArrayList<>(wanted);
        more.add(one);
        return new ExpectedSchema(target, List.copyOf(more));
    }
}
