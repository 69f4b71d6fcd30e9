package io.upshift.examples.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Plain Jackson: one tree, the functions in a row, one write. */
final class FloorUpcasts implements UpcastTool {
    private final UpcastWork work;
    private final ObjectReader trees;
    private final ObjectWriter writer;
    private final ObjectReader items;
    private final boolean[] old;
    private final ObjectReader current;
    private final UnaryOperator<ObjectNode>[] functions;

    @SuppressWarnings({"unchecked", "rawtypes"})
    FloorUpcasts(UpcastWork work) {
        this.work = work;
        this.trees = work.mapper().readerFor(JsonNode.class);
        this.writer = work.mapper().writer();
        this.items = work.mapper().readerFor(ItemEvent.class);
        this.old = new boolean[work.count()];
        for (int i = 0; i < old.length; i++) {
            old[i] = work.isOld(i);
        }
        this.current = work.mapper().readerFor(CurrentEvent.class);
        this.functions = functions(work).toArray(new UnaryOperator[0]);
    }

    /** Each adds one field; the same for every tool that takes functions. */
    static List<UnaryOperator<ObjectNode>> functions(UpcastWork work) {
        return IntStream.rangeClosed(1, work.steps())
                .<UnaryOperator<ObjectNode>>mapToObj(step -> {
                    String name = UpcastWork.field(step);
                    String value = UpcastWork.value(step);
                    return tree -> tree.put(name, value);
                })
                .toList();
    }

    @Override
    public void toBytes(Consumer<Object> out) throws IOException {
        for (int i = 0; i < work.count(); i++) {
            byte[] stored = work.payload(i);
            out.accept(old[i] ? writer.writeValueAsBytes(upcast(stored)) : stored);
        }
    }

    @Override
    public void toObjects(Consumer<Object> out) throws IOException {
        for (int i = 0; i < work.count(); i++) {
            byte[] stored = work.payload(i);
            Object read = old[i] ? items.readValue(upcast(stored)) : current.readValue(stored);
            out.accept(read);
        }
    }

    private ObjectNode upcast(byte[] stored) throws IOException {
        ObjectNode tree = (ObjectNode) trees.readTree(stored);
        for (UnaryOperator<ObjectNode> function : functions) {
            tree = function.apply(tree);
        }
        return tree;
    }
}
