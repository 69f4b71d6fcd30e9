package io.upshift.dynamodb.event;

import io.upshift.event.CensusTally;
import io.upshift.event.EventCensus;
import io.upshift.event.EventRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Counts the events of a table by type and version, by a parallel scan. */
record ItemCensus(EventItems events, DynamoDbClient client, EventRegistry<?> registry) {
    private static final int SEGMENTS = 32;
    private static final int FEWEST_PARTS = 1_000;
    private static final int MOST_PARTS = 1_000_000;
    private static final long PART_BYTES = 1 << 20;

    EventCensus all() {
        CensusTally tally = CensusTally.of(registry);
        IntStream.range(0, SEGMENTS).parallel().forEach(segment -> count(segment, SEGMENTS, tally));
        return tally.all();
    }

    /** Parts of about a page each: smaller ones are no cheaper to read. */
    EventCensus sample(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "A sample of " + percent + " % is none: take more than 0 and at most 100");
        }
        if (percent == 100) {
            return all();
        }
        Long size = client.describeTable(request -> request.tableName(events.table()))
                .table()
                .tableSizeBytes();
        int parts = (int) Math.max(FEWEST_PARTS, Math.min(MOST_PARTS, size == null ? 0 : size / PART_BYTES));
        int drawn = (int) Math.max(1, Math.round(parts * percent / 100));
        List<Integer> all = IntStream.range(0, parts).boxed().collect(Collectors.toList());
        Collections.shuffle(all);
        CensusTally tally = CensusTally.of(registry);
        all.subList(0, drawn).parallelStream().forEach(part -> count(part, parts, tally));
        long found = tally.all().population();
        return tally.sampleOf(Math.max(found, Math.round((double) found * parts / drawn)), drawn);
    }

    static ScanRequest.Builder scan(EventItems events) {
        return ScanRequest.builder()
                .tableName(events.table())
                .projectionExpression("#stream, #type, #version")
                .expressionAttributeNames(
                        Map.of("#stream", events.stream(), "#type", events.type(), "#version", events.version()));
    }

    private void count(int segment, int segments, CensusTally tally) {
        client.scanPaginator(
                        scan(events).segment(segment).totalSegments(segments).build())
                .items()
                .forEach(item -> tally.add(events.type(item::get), events.version(item::get)));
    }
}
