package io.upshift.dynamodb;

import io.upshift.BatchKey;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** The sort keys of a batched step's items in the tracking table; one query reads them all. */
record SegmentKeys(BatchKey key) {
    private static final String RANGE = "#range#";
    private static final String FAILED = "#failed#";

    String step() {
        return "batch#" + key.id() + String.format(Locale.ROOT, "#%04d", key.step());
    }

    String range(int number) {
        return step() + RANGE + String.format(Locale.ROOT, "%04d", number);
    }

    /** The key may be longer than a sort key, and is kept beside it. */
    String failed(int number, String item) {
        return step() + FAILED + String.format(Locale.ROOT, "%04d#", number)
                + UUID.nameUUIDFromBytes(item.getBytes(StandardCharsets.UTF_8));
    }

    boolean isRange(String sortKey) {
        return sortKey.startsWith(step() + RANGE);
    }

    boolean isFailed(String sortKey) {
        return sortKey.startsWith(step() + FAILED);
    }
}
