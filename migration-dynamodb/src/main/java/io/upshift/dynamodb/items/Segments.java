package io.upshift.dynamodb.items;

import io.upshift.Batch;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The segments of a parallel scan as ranges: {@code 3/8} is the fourth of eight. */
final class Segments {
    private static final int FEWEST = 8;
    private static final int MOST = 256;
    /** So that a segment of a large table is minutes and not hours of work. */
    private static final long BYTES = 256L << 20;

    private Segments() {}

    /** @param wanted 0 for as many as the table's size suggests */
    static List<Batch.Range> of(TableDescription table, int wanted) {
        Long size = table.tableSizeBytes();
        long suggested = Math.max(FEWEST, Math.min(MOST, size == null ? 0 : size / BYTES));
        int count = wanted > 0 ? wanted : (int) suggested;
        return IntStream.range(0, count)
                .mapToObj(number -> new Batch.Range(number + "/" + count, null, null))
                .toList();
    }

    static ScanRequest.Builder scan(String table, Batch batch) {
        String part = batch.range().part();
        int slash = part.indexOf('/');
        ScanRequest.Builder scan = ScanRequest.builder()
                .tableName(table)
                .segment(Integer.parseInt(part.substring(0, slash)))
                .totalSegments(Integer.parseInt(part.substring(slash + 1)))
                .limit(batch.size());
        String from = batch.from();
        return from == null ? scan : scan.exclusiveStartKey(KeyText.parse(from));
    }
}
