package io.upshift.examples.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What upcasting one event costs, in batches of a hundred; {@link UpcastScenario} runs it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UpcastBenchmark {
    static final int EVENTS = 100;

    @Param("floor")
    public String tool = "";

    @Param("220")
    public int bytes;

    @Param("3")
    public int steps;

    /** Which events pass the steps: all, half or none. */
    @Param("all")
    public String hits = "";

    /** How many upcasters are there for types that no event has. */
    @Param("0")
    public int others;

    private @Nullable UpcastTool subject;

    /** Builds the tool, and proves that it makes what the floor makes. */
    @Setup
    public void setUp() throws IOException {
        UpcastWork work = new UpcastWork(EVENTS, bytes, steps, hits, others);
        UpcastTool made = UpcastTool.named(tool, work);
        UpcastTool floor = new FloorUpcasts(work);
        assertEqual(trees(work.mapper(), floor), trees(work.mapper(), made));
        assertEqual(objects(floor), objects(made));
        subject = made;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void toBytes(Blackhole hole) throws IOException {
        Objects.requireNonNull(subject).toBytes(hole::consume);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void toObjects(Blackhole hole) throws IOException {
        Objects.requireNonNull(subject).toObjects(hole::consume);
    }

    private static List<Object> trees(ObjectMapper mapper, UpcastTool tool) throws IOException {
        List<Object> trees = new ArrayList<>();
        List<Object> made = new ArrayList<>();
        tool.toBytes(made::add);
        for (Object json : made) {
            trees.add(mapper.readTree((byte[]) json));
        }
        return trees;
    }

    private static List<Object> objects(UpcastTool tool) throws IOException {
        List<Object> objects = new ArrayList<>();
        tool.toObjects(objects::add);
        return objects;
    }

    private void assertEqual(List<Object> expected, List<Object> actual) {
        if (expected.size() != EVENTS || !expected.equals(actual)) {
            throw new IllegalStateException(tool + " doesn't make what the floor makes");
        }
    }
}
